package io.bootcluster.worker;

import java.net.SocketAddress;
import java.util.Optional;

import io.bootcluster.control.Message;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A small application that runs as a worker inside a test, fed its assignment directly.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
		DataJpaRepositoriesAutoConfiguration.class }, excludeName = WorkerApplication.REDIS)
@RestController
class WorkerApplication {

	/**
	 * By its name, since it is missing in some tests.
	 */
	static final String REDIS = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration";

	/**
	 * Run as a worker.
	 * @param worker the worker to be
	 * @param settings settings of the application
	 * @return the running application
	 */
	static ConfigurableApplicationContext run(Worker worker, String... settings) {
		return new SpringApplicationBuilder(WorkerApplication.class).web(WebApplicationType.SERVLET)
			.properties("spring.main.banner-mode=off", "bootcluster.enabled=false")
			.properties(settings)
			.initializers((context) -> context.getBeanFactory().registerSingleton("bootclusterWorker", worker))
			.run();
	}

	static SocketAddress addressOf(Workers workers) {
		return listening(workers).main().toSocketAddress();
	}

	static Message.Listening listening(Workers workers) {
		Optional<Message.Listening> listening = workers.said.stream()
			.filter(Message.Listening.class::isInstance)
			.map(Message.Listening.class::cast)
			.findFirst();
		return listening.orElseThrow();
	}

	@GetMapping("/dispatched")
	void dispatched(HttpServletRequest request) {
		request.startAsync().dispatch("/seen");
	}

	@GetMapping("/connection")
	String connection(HttpServletRequest request) {
		return "secure: " + request.getServletConnection().isSecure();
	}

	@GetMapping("/seen")
	String seen(HttpServletRequest request) {
		return String.join("|", request.getRemoteAddr(), request.getRemoteHost(),
				Integer.toString(request.getRemotePort()), request.getLocalAddr(),
				Integer.toString(request.getLocalPort()), request.getScheme(), Boolean.toString(request.isSecure()),
				request.getServerName(), Integer.toString(request.getServerPort()),
				String.valueOf(request.getHeader("Bootcluster-Client")),
				String.valueOf(request.getAttribute("jakarta.servlet.request.cipher_suite")));
	}

}
