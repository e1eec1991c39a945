package io.bootcluster.testapps.secured;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Answers nobody without a login.
 */
@SpringBootApplication
public class SecuredApplication {

	public static void main(String[] arguments) {
		SpringApplication.run(SecuredApplication.class, arguments);
	}

}
