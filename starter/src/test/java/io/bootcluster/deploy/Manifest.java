package io.bootcluster.deploy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One Kubernetes object.
 *
 * @param content what the YAML says
 */
record Manifest(Map<String, Object> content) {

	private static final Pattern VERSION = Pattern.compile("v1\\.(\\d+)\\.");

	static final Path DIRECTORY = Path.of("..", "deploy", "kubernetes");

	/**
	 * Read the objects of a file.
	 * @param file its path in the directory of all of them
	 * @return the objects
	 */
	static Stream<Manifest> read(String file) throws IOException {
		return parse(Files.readString(DIRECTORY.resolve(file)));
	}

	/**
	 * Have kubectl put together what a directory stands for.
	 * @param directory its name
	 * @return the objects
	 */
	static List<Manifest> kustomize(String directory) throws IOException, InterruptedException {
		Process kubectl = new ProcessBuilder("kubectl", "kustomize", DIRECTORY.resolve(directory).toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		String yaml = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (kubectl.waitFor() != 0) {
			throw new AssertionError("kubectl kustomize " + directory);
		}
		return parse(yaml).toList();
	}

	/**
	 * Ask which kubectl there is.
	 * @return the second number of its version, or 0 if it is not installed
	 */
	static int kubectl() throws IOException, InterruptedException {
		if (Stream.of(System.getenv("PATH").split(":"))
			.noneMatch((path) -> Files.isExecutable(Path.of(path, "kubectl")))) {
			return 0;
		}
		Process kubectl = new ProcessBuilder("kubectl", "version", "--client").redirectErrorStream(true).start();
		Matcher version = VERSION.matcher(new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		return (kubectl.waitFor() == 0 && version.find()) ? Integer.parseInt(version.group(1)) : 0;
	}

	@SuppressWarnings("unchecked")
	private static Stream<Manifest> parse(String yaml) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		Iterable<Object> documents = new Yaml(new SafeConstructor(options)).loadAll(new StringReader(yaml));
		return StreamSupport.stream(documents.spliterator(), false)
			.map((document) -> new Manifest((Map<String, Object>) document));
	}

	String kind() {
		return at("kind");
	}

	String apiVersion() {
		return at("apiVersion");
	}

	Manifest part(Object... path) {
		return new Manifest(at(path));
	}

	List<Manifest> parts(Object... path) {
		List<Map<String, Object>> list = at(path);
		return list.stream().map(Manifest::new).toList();
	}

	/**
	 * Return what is at a path.
	 * @param <T> what it is known to be
	 * @param path keys of maps, and indexes of lists
	 * @return the value
	 */
	@SuppressWarnings("unchecked")
	<T> T at(Object... path) {
		Object value = this.content;
		for (Object step : path) {
			value = (step instanceof Integer index) ? ((List<?>) value).get(index) : ((Map<?, ?>) value).get(step);
			if (value == null) {
				throw new AssertionError("No " + List.of(path) + " in " + this.content);
			}
		}
		return (T) value;
	}

}
