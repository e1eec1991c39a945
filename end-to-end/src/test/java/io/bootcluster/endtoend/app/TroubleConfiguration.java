package io.bootcluster.endtoend.app;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What is wrong with a bad release of the sample application: it starts, is ready, and
 * answers 500.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("trouble")
public class TroubleConfiguration {

	public static final String WORDS = "this release errs";

	@Bean
	Filter trouble() {
		return (request, response, chain) -> {
			if (((HttpServletRequest) request).getRequestURI().startsWith("/api/")) {
				((HttpServletResponse) response).setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
				response.getWriter().print(WORDS);
			}
			else {
				chain.doFilter(request, response);
			}
		};
	}

}
