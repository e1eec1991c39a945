package io.bootcluster.clusterui;

import java.lang.reflect.InvocationTargetException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What a request that changes something has to carry so that Spring Security believes
 * that our page sent it. Knows Spring Security by name only: an application need not have
 * it.
 *
 * @param header name of the field
 * @param token its value
 */
record ForgeryToken(String header, String token) {

	private static final String ATTRIBUTE = "org.springframework.security.web.csrf.CsrfToken";

	/**
	 * Return the token that the application wants from whoever sent this request.
	 * @return it as {@code csrf}, or {@code null} there if none is wanted
	 */
	static Map<String, @Nullable ForgeryToken> ofThisRequest() {
		return Collections.singletonMap("csrf",
				Optional.ofNullable(RequestContextHolder.getRequestAttributes())
					.map((request) -> request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST))
					.map(ForgeryToken::of)
					.orElse(null));
	}

	private static ForgeryToken of(Object token) {
		return new ForgeryToken(read(token, "getHeaderName"), read(token, "getToken"));
	}

	/**
	 * Through the interface: the class is nobody's business.
	 */
	private static String read(Object token, String method) {
		try {
			Class<?> type = ClassUtils.forName(ATTRIBUTE, token.getClass().getClassLoader());
			return String.valueOf(type.getMethod(method).invoke(token));
		}
		catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException("Cannot read " + method + " of " + token.getClass(), ex);
		}
	}

}
