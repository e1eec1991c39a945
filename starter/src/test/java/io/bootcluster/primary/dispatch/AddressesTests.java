package io.bootcluster.primary.dispatch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.netty.channel.embedded.EmbeddedChannel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.bootcluster.primary.dispatch.Addresses.Admission;
import io.bootcluster.primary.dispatch.DispatcherSettings.Client;
import io.bootcluster.primary.dispatch.DispatcherSettings.Limits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Addresses}, and what clients with too many connections get.
 */
class AddressesTests {

	private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

	private final DispatcherFixture cluster = DispatcherFixture
		.with(new Limits(8192, 100, 10, 200, new Client(1, 0, 240)));

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.1,192.0.2.1,true", "192.0.2.1,192.0.2.2,false", "2001:db8:0:1::1,2001:db8:0:1:ffff::2,true",
			"2001:db8:0:1::1,2001:db8:0:2::1,false", "::1,127.0.0.1,false", "::ffff:192.0.2.1,192.0.2.1,true" })
	void keyWhenAddressesAreOneClientsIsTheSame(String one, String other, boolean same) throws Exception {
		long first = Addresses.key(InetAddress.getByName(one));
		assertThat(first == Addresses.key(InetAddress.getByName(other))).isEqualTo(same);
	}

	@Test
	void admitWhenTooManyRefusesThenCutsAndForgetsThemAll() {
		Addresses addresses = new Addresses(2, System::nanoTime);
		List<EmbeddedChannel> channels = new ArrayList<>();
		List<Admission> admissions = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			EmbeddedChannel channel = from("192.0.2.1");
			channels.add(channel);
			admissions.add(addresses.admit(channel));
		}
		assertThat(admissions).containsExactly(Admission.WELCOME, Admission.WELCOME, Admission.REFUSED,
				Admission.REFUSED, Admission.CUT);
		assertThat(addresses.admit(from("192.0.2.2"))).isEqualTo(Admission.WELCOME);
		assertThat(addresses.size()).isEqualTo(2);
		channels.forEach(EmbeddedChannel::close);
		assertThat(addresses.size()).isOne();
		assertThat(addresses.admit(from("192.0.2.1"))).isEqualTo(Admission.WELCOME);
	}

	@Test
	void admitWhenThereIsNoLimitCountsNothing() {
		Addresses addresses = new Addresses(0, System::nanoTime);
		assertThat(addresses.admit(from("192.0.2.1"))).isEqualTo(Admission.WELCOME);
		assertThat(addresses.size()).isZero();
	}

	private static EmbeddedChannel from(String address) {
		return new EmbeddedChannel() {

			@Override
			protected InetSocketAddress remoteAddress0() {
				return new InetSocketAddress(address, 4711);
			}

		};
	}

	@ParameterizedTest
	@ValueSource(strings = { GET, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n", "junk" })
	void connectionWhenOneTooManyGets429AndIsClosed(String request) throws Exception {
		occupy();
		assertThat(this.cluster.client().send(request).rest()).startsWith("HTTP/1.1 429 Too Many Requests\r\n")
			.contains("Connection: close")
			.endsWith("\"Too many connections from this address.\"}\n");
	}

	@Test
	void connectionWhenOneTooManyAndSilentIsClosed() throws Exception {
		occupy();
		assertThat(this.cluster.client().rest()).isEmpty();
	}

	@Test
	void connectionWhenOneTooManyAsksForAHeadGetsNoBody() throws Exception {
		occupy();
		assertThat(this.cluster.dispatcher.measures().counts().refusals()).isEmpty();
		assertThat(this.cluster.client().send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").rest()).startsWith("HTTP/1.1 429")
			.endsWith("\r\n\r\n");
		assertThat(this.cluster.dispatcher.measures().counts().refusals()).isEqualTo(Map.of("429", 1L));
	}

	@Test
	void connectionWhenAnotherHasLeftIsServed() throws Exception {
		occupy().close();
		Awaitility.await().until(() -> this.cluster.client().send(GET).message().endsWith("hello"));
	}

	@Test
	void connectionWhenFromAnotherAddressIsServed() throws Exception {
		occupy();
		SocketChannel channel = SocketChannel.open();
		channel.bind(new InetSocketAddress("127.0.0.2", 0));
		channel.connect(new InetSocketAddress("127.0.0.1", this.cluster.dispatcher.port()));
		try (Wire other = new Wire(channel)) {
			assertThat(other.send(GET).message()).endsWith("hello");
		}
	}

	@Test
	void httpClientWhenOneTooManySees429() throws Exception {
		occupy();
		URI uri = URI.create("http://127.0.0.1:" + this.cluster.dispatcher.port() + "/");
		HttpClient client = HttpClient.newHttpClient();
		HttpResponse<String> got = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
		assertThat(got.statusCode()).isEqualTo(429);
		byte[] large = new byte[1024 * 1024];
		HttpRequest post = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(large)).build();
		assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(429);
	}

	private Wire occupy() throws Exception {
		this.cluster.worker(FakeWorker.HELLO);
		Wire first = this.cluster.client();
		assertThat(first.send(GET).message()).endsWith("hello");
		return first;
	}

}
