package io.bootcluster.endtoend.parity.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the application that is run plain and clustered.
 */
@SpringBootApplication
public class ParityApplication {

	public static void main(String[] arguments) {
		SpringApplication.run(ParityApplication.class, arguments);
	}

}
