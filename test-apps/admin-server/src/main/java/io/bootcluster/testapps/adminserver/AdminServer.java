package io.bootcluster.testapps.adminserver;

import de.codecentric.boot.admin.server.config.EnableAdminServer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Watches what registers with it, without a page of its own.
 */
@SpringBootApplication
@EnableAdminServer
public class AdminServer {

	public static void main(String[] arguments) {
		SpringApplication.run(AdminServer.class, arguments);
	}

}
