package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import org.springframework.util.FileSystemUtils;

/**
 * A headless Chromium, which is gone when it is closed. Needs the {@code chromium} and
 * {@code chromedriver} of the system; without them the test is skipped.
 */
public final class Browser implements AutoCloseable {

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	/**
	 * Held, or it would forget its level: it warns that it does not know this Chromium.
	 */
	private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

	static {
		SELENIUM.setLevel(Level.SEVERE);
	}

	private static final Duration PATIENCE = Duration.ofSeconds(180);

	private final ChromeDriver driver;

	private final String origin;

	private final Path directory;

	private Browser(ChromeDriver driver, String origin, Path directory) {
		this.driver = driver;
		this.origin = origin;
		this.directory = directory;
	}

	/**
	 * Start a browser without a history.
	 * @param port the port of the site that it is to visit
	 * @return the browser
	 */
	public static Browser of(int port) {
		Assumptions.assumeTrue(Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
				"there is no chromium or no chromedriver");
		LoggingPreferences logging = new LoggingPreferences();
		logging.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM.toString());
		options.setCapability("goog:loggingPrefs", logging);
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
				"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--disable-quic", "--window-size=1280,900");
		Path directory = temporary();
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile())
			.withEnvironment(Map.of("TMPDIR", directory.toString()))
			.build();
		ChromeDriver driver = new ChromeDriver(service, options);
		driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
		return new Browser(driver, "http://localhost:" + port, directory);
	}

	private static Path temporary() {
		try {
			return Files.createTempDirectory("browser");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public void open(String path) {
		this.driver.get(this.origin + path);
	}

	/**
	 * Open the dashboard of a node and wait until it shows the node's first worker.
	 */
	public void openDashboard() {
		open("/actuator/clusterui");
		await("alive", () -> has("#live[data-alive=true]") && has("[data-slot='1']"));
	}

	/**
	 * Wait until something is seen; what goes from the page while one looks is looked for
	 * again.
	 * @param what what is waited for
	 * @param seen whether it is seen
	 */
	public void await(String what, Callable<Boolean> seen) {
		Awaitility.await(what)
			.atMost(PATIENCE)
			.ignoreExceptionsInstanceOf(WebDriverException.class)
			.pollInSameThread()
			.until(seen);
	}

	public String path() {
		return Objects.requireNonNull(this.driver.getCurrentUrl()).substring(this.origin.length());
	}

	public WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	public String text(String selector) {
		return find(selector).getText();
	}

	public boolean has(String selector) {
		return this.driver.findElements(By.cssSelector(selector)).stream().anyMatch(WebElement::isDisplayed);
	}

	/**
	 * Look at pages through a window of this size, as somebody who likes it dark or not.
	 * @param width width in CSS pixels
	 * @param height height in CSS pixels
	 * @param dark whether the system's colours are dark
	 */
	public void look(int width, int height, boolean dark) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
	}

	/**
	 * Keep a picture of the whole page.
	 * @param file where
	 * @throws IOException if it cannot be written
	 */
	public void keepPicture(Path file) throws IOException {
		Object picture = this.driver
			.executeCdpCommand("Page.captureScreenshot",
					Map.of("captureBeyondViewport", true, "optimizeForSpeed", false))
			.get("data");
		Files.createDirectories(file.getParent());
		Files.write(file, Base64.getDecoder().decode(String.valueOf(picture)));
	}

	/**
	 * Return what keeps people from using the page, by the rules of axe-core.
	 * @return serious and critical findings, each with its rule and the elements
	 * @throws IOException if the rules cannot be read
	 */
	public Object barriers() throws IOException {
		try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
			this.driver.executeScript(new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
		}
		return run(
				"""
						const { violations } = await axe.run();
						return violations.filter(({ impact }) => impact === "serious" || impact === "critical")
							.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => html + " " + failureSummary).join("; ")}`);
						""");
	}

	/**
	 * Run a script in the page and wait for what it promises.
	 * @param script the body of an asynchronous function
	 * @return what it returned
	 */
	public Object run(String script) {
		return Objects.requireNonNull(this.driver.executeAsyncScript("""
				const done = arguments[arguments.length - 1];
				(async () => {
				%s
				})().then(done, (failure) => done("failed: " + failure));
				""".formatted(script)));
	}

	/**
	 * Return what the page complained of since the last call.
	 * @return warnings and errors of the console
	 */
	public List<String> complaints() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::toString)
			.toList();
	}

	@Override
	public void close() {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.directory.toFile());
	}

}
