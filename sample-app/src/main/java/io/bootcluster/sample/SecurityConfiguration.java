package io.bootcluster.sample;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Asks for a login on {@code /account}, and from whoever steers the cluster: the login
 * lives in the shared session, so it outlives the worker that took it.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	@Bean
	SecurityFilterChain security(HttpSecurity http) throws Exception {
		http.authorizeHttpRequests((requests) -> requests.requestMatchers("/account")
			.authenticated()
			.requestMatchers(HttpMethod.POST, "/actuator/**")
			.authenticated()
			.anyRequest()
			.permitAll());
		http.csrf((csrf) -> csrf.ignoringRequestMatchers("/api/**", "/ws/**"));
		http.formLogin(Customizer.withDefaults());
		http.logout((logout) -> logout.logoutSuccessUrl("/"));
		return http.build();
	}

	@Bean
	InMemoryUserDetailsManager users() {
		return new InMemoryUserDetailsManager(
				User.withUsername("user").password("{noop}password").roles("USER").build());
	}

}
