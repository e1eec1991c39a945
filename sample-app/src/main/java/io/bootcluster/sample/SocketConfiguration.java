package io.bootcluster.sample;

import io.bootcluster.ClusterMember;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/**
 * WebSockets: {@code /ws/echo} says what it hears, {@code /ws/obey} does it.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class SocketConfiguration implements WebSocketConfigurer {

	private final ClusterMember member;

	SocketConfiguration(ClusterMember member) {
		this.member = member;
	}

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		registry.addHandler(new EchoSocket(), "/ws/echo");
		registry.addHandler(new ObedientSocket(this.member), "/ws/obey");
	}

}
