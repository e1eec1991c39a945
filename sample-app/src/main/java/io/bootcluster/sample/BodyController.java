package io.bootcluster.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes and gives bodies of any size without ever holding more than a block of them.
 */
@RestController
class BodyController {

	/**
	 * The block that {@code /api/bytes} repeats; the same in every worker, so that a
	 * download can be checked.
	 */
	private static final byte[] BLOCK = new byte[64 * 1024];

	static {
		new Random(42).nextBytes(BLOCK);
	}

	@GetMapping("/api/bytes")
	void bytes(@RequestParam long size, HttpServletResponse response) throws IOException {
		response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
		response.setContentLengthLong(size);
		OutputStream body = response.getOutputStream();
		for (long left = size; left > 0; left -= BLOCK.length) {
			body.write(BLOCK, 0, (int) Math.min(left, BLOCK.length));
		}
	}

	@PostMapping("/api/echo")
	void echo(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (request.getContentType() != null) {
			response.setContentType(request.getContentType());
		}
		request.getInputStream().transferTo(response.getOutputStream());
	}

	@PostMapping("/api/upload")
	Upload upload(HttpServletRequest request) throws IOException, NoSuchAlgorithmException {
		MessageDigest digest = MessageDigest.getInstance("SHA-256");
		try (InputStream body = new DigestInputStream(request.getInputStream(), digest)) {
			long size = body.transferTo(OutputStream.nullOutputStream());
			return new Upload(size, HexFormat.of().formatHex(digest.digest()));
		}
	}

	record Upload(long size, String sha256) {
	}

}
