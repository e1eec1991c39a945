package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Curl;
import io.bootcluster.endtoend.harness.SharedCluster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people type works: curl against a running cluster.
 */
@Tag("http")
@ExtendWith(SharedCluster.class)
class RealClientsTests {

	private static final int SIZE = 3 * 1024 * 1024;

	@TempDir
	private static Path directory;

	private static Path file;

	private static String uploaded;

	@BeforeAll
	static void makeFile() throws Exception {
		Curl.assumeInstalled();
		byte[] bytes = new byte[SIZE];
		new Random(7).nextBytes(bytes);
		file = Files.write(directory.resolve("file"), bytes);
		uploaded = "{\"size\":" + SIZE + ",\"sha256\":\""
				+ HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)) + "\"}";
	}

	@Test
	void oneConnectionServesSeveralUrls(Cluster cluster) throws IOException {
		String url = url(cluster, "/api/whoami");
		assertThat(Curl.run("-f", "-o", "/dev/null", "-o", "/dev/null", "-o", "/dev/null", "-w",
				"%{http_version} %{http_code} %{num_connects}\\n", url, url, url))
			.isEqualTo("1.1 200 1\n1.1 200 0\n1.1 200 0\n");
	}

	@Test
	void manyUrlsAtOnceAreAnswered(Cluster cluster) throws IOException {
		String said = Curl.run("-f", "-Z", "--parallel-max", "20", "-o", "/dev/null", "-w", "%{http_code}\\n",
				url(cluster, "/api/slow?millis=10&i=[1-60]"));
		assertThat(said.lines().filter("200"::equals)).hasSize(60);
	}

	@Test
	void http10IsAnswered(Cluster cluster) throws IOException {
		assertThat(Curl.run("-f", "--http1.0", "-i", url(cluster, "/api/whoami"))).startsWith("HTTP/1.1 200")
			.contains("Connection: close")
			.doesNotContain("chunked")
			.contains("\"worker\":");
	}

	@Test
	void compressedPageIsThePage(Cluster cluster) throws IOException {
		String said = Curl.run("-f", "--compressed", "-i", url(cluster, "/"));
		assertThat(said).containsIgnoringCase("Content-Encoding: gzip");
		assertThat(said).endsWith(Curl.run("-f", url(cluster, "/")));
	}

	@Test
	void rangeIsThatPart(Cluster cluster) throws IOException {
		String page = Curl.run("-f", url(cluster, "/index.html"));
		assertThat(Curl.run("-f", "-r", "10-29", url(cluster, "/index.html"))).isEqualTo(page.substring(10, 30));
	}

	@Test
	void headHasNoBody(Cluster cluster) throws IOException {
		assertThat(Curl.run("-f", "-I", url(cluster, "/"))).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
	}

	@Test
	void postedFileArrivesWhole(Cluster cluster) throws IOException {
		assertThat(Curl.run("-f", "--data-binary", "@" + file, url(cluster, "/api/upload"))).isEqualTo(uploaded);
	}

	@Test
	void postedFileIsWaitedForWhereTheClientWaits(Cluster cluster) throws IOException {
		String said = Curl.run("-f", "-v", "-H", "Expect: 100-continue", "--expect100-timeout", "50", "--data-binary",
				"@" + file, url(cluster, "/api/upload"));
		assertThat(said).contains("< HTTP/1.1 100", uploaded);
	}

	@Test
	void postedFileOfUnknownLengthArrivesWhole(Cluster cluster) throws IOException {
		assertThat(Curl.run("-f", "-H", "Transfer-Encoding: chunked", "--data-binary", "@" + file,
				url(cluster, "/api/upload")))
			.isEqualTo(uploaded);
	}

	@Test
	void downloadIsWhole(Cluster cluster) throws IOException {
		Path download = directory.resolve("download");
		assertThat(Curl.run("-f", "-o", download.toString(), "-w", "%{size_download}",
				url(cluster, "/api/bytes?size=20000000")))
			.isEqualTo("20000000");
	}

	@Test
	void upgradeToHttp2ThatIsNotOfferedIsPassedOver(Cluster cluster) throws IOException {
		assertThat(Curl.run("-f", "--http2", "-w", "%{http_version}", "-o", "/dev/null", url(cluster, "/api/whoami")))
			.isEqualTo("1.1");
		assertThat(Curl.run("-f", "--http2", "--data-binary", "@" + file, url(cluster, "/api/upload")))
			.isEqualTo(uploaded);
	}

	@Test
	void cookiesAndRedirectsLeadThroughTheLogin(Cluster cluster) throws IOException {
		String cookies = directory.resolve("cookies").toString();
		String login = Curl.run("-f", "-L", "-b", cookies, "-c", cookies, url(cluster, "/account"));
		String token = login.replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1");
		assertThat(Curl.run("-f", "-L", "-b", cookies, "-c", cookies, "-d", "username=user", "-d", "password=password",
				"--data-urlencode", "_csrf=" + token, url(cluster, "/login")))
			.contains("Signed in as <strong id=\"user\">user</strong>");
	}

	@Test
	void webSocketIsAgreedOn(Cluster cluster) throws IOException {
		assertThat(Curl.runUntil("< \r\n", "-N", "-v", "-H", "Connection: Upgrade", "-H", "Upgrade: websocket", "-H",
				"Sec-WebSocket-Version: 13", "-H", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
				url(cluster, "/ws/echo")))
			.contains("< HTTP/1.1 101", "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
	}

	@Test
	void eventsComeOneByOne(Cluster cluster) throws IOException {
		assertThat(Curl.runUntil("\"number\":3", "-N", url(cluster, "/api/events"))).contains("\"number\":1",
				"\"number\":2");
	}

	private static String url(Cluster cluster, String path) {
		return "http://localhost:" + cluster.port() + path;
	}

}
