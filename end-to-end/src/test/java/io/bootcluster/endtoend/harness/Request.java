package io.bootcluster.endtoend.harness;

import java.nio.charset.StandardCharsets;

/**
 * One request as it goes out. Immutable.
 */
public final class Request {

	private final String method;

	private final String path;

	private final String fields;

	private final byte[] body;

	private Request(String method, String path, String fields, byte[] body) {
		this.method = method;
		this.path = path;
		this.fields = fields;
		this.body = body;
	}

	public static Request get(String path) {
		return of("GET", path);
	}

	public static Request of(String method, String path) {
		return new Request(method, path, "", new byte[0]);
	}

	public static Request post(String path) {
		return post(path, "");
	}

	public static Request post(String path, String body) {
		return new Request("POST", path, "", body.getBytes(StandardCharsets.UTF_8));
	}

	public Request with(String name, String value) {
		return new Request(this.method, this.path, this.fields + name + ": " + value + "\r\n", this.body);
	}

	String method() {
		return this.method;
	}

	byte[] bytes() {
		String length = this.method.equals("POST") ? "Content-Length: " + this.body.length + "\r\n" : "";
		byte[] head = (this.method + " " + this.path + " HTTP/1.1\r\nHost: localhost\r\n" + length + this.fields
				+ "\r\n")
			.getBytes(StandardCharsets.ISO_8859_1);
		byte[] bytes = new byte[head.length + this.body.length];
		System.arraycopy(head, 0, bytes, 0, head.length);
		System.arraycopy(this.body, 0, bytes, head.length, this.body.length);
		return bytes;
	}

	@Override
	public String toString() {
		return this.method + " " + this.path;
	}

}
