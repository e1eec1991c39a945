package io.bootcluster.primary;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the address under which other machines most likely reach this one.
 */
final class NodeAddress {

	private NodeAddress() {
	}

	/**
	 * Return a node's address.
	 * @param listening the address that it listens on, or empty if on all
	 * @param port its port
	 * @return {@code host:port}, with brackets around an IPv6 address
	 */
	static String of(Optional<InetAddress> listening, int port) {
		InetAddress address = listening.filter(Predicate.not(InetAddress::isAnyLocalAddress))
			.or(NodeAddress::ofThisHost)
			.or(NodeAddress::ofAnInterface)
			.orElseGet(InetAddress::getLoopbackAddress);
		return text(address) + ":" + port;
	}

	/**
	 * Many machines give their own name a loopback address, which is nobody else's.
	 */
	private static Optional<InetAddress> ofThisHost() {
		try {
			return Optional.of(InetAddress.getLocalHost()).filter(NodeAddress::isOthers);
		}
		catch (UnknownHostException ex) {
			return Optional.empty();
		}
	}

	private static Optional<InetAddress> ofAnInterface() {
		try {
			return NetworkInterface.networkInterfaces()
				.filter(NodeAddress::isUp)
				.sorted(Comparator.comparing(NetworkInterface::getIndex))
				.flatMap(NetworkInterface::inetAddresses)
				.filter(NodeAddress::isOthers)
				.min(Comparator.comparing((InetAddress address) -> !(address instanceof Inet4Address)));
		}
		catch (SocketException ex) {
			return Optional.empty();
		}
	}

	private static boolean isUp(NetworkInterface each) {
		try {
			return each.isUp() && !each.isLoopback();
		}
		catch (SocketException ex) {
			return false;
		}
	}

	private static boolean isOthers(InetAddress address) {
		return Stream
			.<Predicate<InetAddress>>of(InetAddress::isLoopbackAddress, InetAddress::isLinkLocalAddress,
					InetAddress::isAnyLocalAddress, InetAddress::isMulticastAddress)
			.noneMatch((unfit) -> unfit.test(address));
	}

	private static String text(InetAddress address) {
		String text = address.getHostAddress();
		int zone = text.indexOf('%');
		return (address instanceof Inet6Address) ? "[" + ((zone < 0) ? text : text.substring(0, zone)) + "]" : text;
	}

}
