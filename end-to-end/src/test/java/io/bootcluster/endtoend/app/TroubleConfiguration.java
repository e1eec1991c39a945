package io.bootcluster.endtoend.app;

import io.bootcluster.ClusterMember;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What is wrong with a bad release of the sample application: it starts, is ready, and
 * answers 500, or its second worker does not start.
 */
@Configuration(proxyBeanMethods = false)
public class TroubleConfiguration {

	public static final String WORDS = "this release errs";

	@Bean
	@ConditionalOnProperty(name = "trouble", havingValue = "second-worker")
	Object secondWorker(ClusterMember member) {
		if (member.slot() == 2) {
			throw new IllegalStateException("only one of us can be");
		}
		return this;
	}

	@Bean
	@ConditionalOnProperty(name = "trouble", havingValue = "errors")
	Filter errors() {
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
