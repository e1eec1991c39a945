package io.bootcluster.endtoend.parity.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/**
 * Answers in every way that a servlet can.
 */
@RestController
class AnswerController {

	private static final String TEXT = "All work and no play makes Jack a dull boy.\n";

	@RequestMapping("/status/{status}")
	void status(@PathVariable int status, HttpServletResponse response) {
		response.setStatus(status);
	}

	@RequestMapping("/error/{status}")
	void error(@PathVariable int status, @RequestParam(defaultValue = "for a reason") String reason) {
		throw new ResponseStatusException(HttpStatus.valueOf(status), reason);
	}

	@GetMapping("/throw")
	void fail() {
		throw new IllegalStateException("on purpose");
	}

	@GetMapping("/cookies")
	String cookies(HttpServletRequest request, HttpServletResponse response) {
		response.addCookie(new Cookie("plain", "1"));
		response.addHeader("Set-Cookie",
				ResponseCookie.from("full", "a=b")
					.path("/cookies")
					.domain("example.com")
					.secure(true)
					.httpOnly(true)
					.sameSite("Strict")
					.maxAge(Duration.ZERO)
					.build()
					.toString());
		StringBuilder seen = new StringBuilder();
		Cookie[] cookies = request.getCookies();
		for (Cookie cookie : (cookies != null) ? cookies : new Cookie[0]) {
			seen.append(cookie.getName()).append('=').append(cookie.getValue()).append('\n');
		}
		return seen.toString();
	}

	@GetMapping("/session")
	String session(HttpSession session) {
		return "new: " + session.isNew();
	}

	@GetMapping("/redirect")
	void redirect(@RequestParam String to, HttpServletResponse response) throws IOException {
		response.sendRedirect(to);
	}

	@RequestMapping("/resource")
	ResponseEntity<Resource> resource() {
		return ResponseEntity.ok()
			.eTag("\"v1\"")
			.lastModified(Instant.ofEpochSecond(1_700_000_000))
			.contentType(MediaType.TEXT_PLAIN)
			.body(new ByteArrayResource("0123456789abcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII)));
	}

	@GetMapping("/text")
	ResponseEntity<String> text(@RequestParam int lines, @RequestParam(required = false) String etag) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN);
		return ((etag != null) ? answer.eTag(etag) : answer).body(TEXT.repeat(lines));
	}

	@GetMapping("/charset")
	ResponseEntity<String> charset(@RequestParam String name) {
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType("text/plain;charset=" + name))
			.body("Gr\u00fc\u00dfe");
	}

	@GetMapping("/chunks")
	void chunks(HttpServletResponse response) throws IOException {
		for (String chunk : new String[] { "one", "two", "three" }) {
			response.getOutputStream().write(chunk.getBytes(StandardCharsets.US_ASCII));
			response.flushBuffer();
		}
	}

	@GetMapping("/trailers")
	void trailers(HttpServletResponse response) throws IOException {
		response.setHeader("Trailer", "X-Sum");
		response.setTrailerFields(() -> Map.of("X-Sum", "42"));
		response.getOutputStream().write("summed".getBytes(StandardCharsets.US_ASCII));
		response.flushBuffer();
	}

	@GetMapping("/later")
	Callable<String> later() {
		return () -> "later";
	}

	@GetMapping("/dispatched")
	void dispatched(HttpServletRequest request) {
		request.startAsync().dispatch("/where");
	}

	@GetMapping("/too-late")
	DeferredResult<String> tooLate() {
		return new DeferredResult<>(50L);
	}

	@GetMapping("/fields")
	void fields(HttpServletResponse response) {
		response.addHeader("x-lOwEr", "1");
		response.addHeader("X-Twice", "first");
		response.addHeader("Warning", "199 - \"between\"");
		response.addHeader("X-Twice", "second");
		response.addHeader("X-Empty", "");
		response.addHeader("Vary", "Accept");
		response.addHeader("Vary", "Origin");
	}

	@GetMapping("/field")
	void field(@RequestParam String name, @RequestParam String value, HttpServletResponse response) throws IOException {
		response.setHeader(name, value);
		response.getOutputStream().write("field set".getBytes(StandardCharsets.US_ASCII));
	}

	@GetMapping("/huge-field")
	void hugeField(@RequestParam int size, HttpServletResponse response) {
		response.setHeader("X-Huge", "x".repeat(size));
	}

	/**
	 * Refuses without a look at the body.
	 */
	@PostMapping("/refuse")
	void refuse(@RequestParam(defaultValue = "403") int status, HttpServletResponse response) throws IOException {
		response.setStatus(status);
		response.getOutputStream().write("refused".getBytes(StandardCharsets.US_ASCII));
	}

	@PostMapping("/multipart")
	String multipart(@RequestParam MultipartFile file, @RequestParam String comment) throws IOException {
		return file.getOriginalFilename() + " " + file.getContentType() + " "
				+ new String(file.getBytes(), StandardCharsets.UTF_8) + " " + comment;
	}

	@RequestMapping("/echo")
	void echo(HttpServletRequest request, HttpServletResponse response) throws IOException {
		request.getInputStream().transferTo(response.getOutputStream());
	}

}
