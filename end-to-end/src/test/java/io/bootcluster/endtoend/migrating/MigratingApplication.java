package io.bootcluster.endtoend.migrating;

import javax.sql.DataSource;

import io.bootcluster.ClusterMember;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Reads from a table that only a migration makes.
 */
@SpringBootApplication
@RestController
public class MigratingApplication {

	private final ClusterMember member;

	private final JdbcTemplate database;

	MigratingApplication(ClusterMember member, JdbcTemplate database) {
		this.member = member;
		this.database = database;
	}

	public static void main(String[] arguments) {
		SpringApplication.run(MigratingApplication.class, arguments);
	}

	@Bean
	static DataSource database(@Value("${database.url}") String url) {
		return new DriverManagerDataSource(url);
	}

	@GetMapping("/owner")
	Owner owner() {
		String name = this.database.queryForObject("select name from account where id = 1", String.class);
		return new Owner(String.valueOf(name), this.member.slot(), this.member.generation());
	}

	record Owner(String name, int worker, int generation) {
	}

}
