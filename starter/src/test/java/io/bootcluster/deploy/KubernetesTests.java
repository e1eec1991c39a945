package io.bootcluster.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.bootcluster.BootclusterProperties;
import io.bootcluster.actuator.NodeHealthGroups;
import io.bootcluster.primary.memory.MemoryBudget;
import io.bootcluster.primary.memory.MemoryLimit;
import io.bootcluster.primary.memory.MemoryRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The Kubernetes manifests are valid, and their values add up.
 */
class KubernetesTests {

	private static final String ELSEWHERE = "10.42.0.7";

	private static final int LEAST_KUBECTL = 27;

	private static final Duration MARGIN = Duration.ofSeconds(10);

	@ParameterizedTest
	@ValueSource(strings = { "base/deployment.yaml", "base/service.yaml", "base/disruption-budget.yaml",
			"autoscaling/autoscaler.yaml" })
	void manifestIsWhatKubernetesExpects(String file) throws IOException {
		KubernetesSchema schema = KubernetesSchema.load();
		assertThat(Manifest.read(file)).isNotEmpty()
			.allSatisfy((manifest) -> assertThat(schema.validate(manifest)).isEmpty());
	}

	@Test
	void schemaRefusesWhatKubernetesWould() throws IOException {
		KubernetesSchema schema = KubernetesSchema.load();
		Manifest manifest = Manifest.read("base/deployment.yaml").findFirst().orElseThrow();
		manifest.part("spec", "template", "spec").content().put("terminationGracePeriod", 60);
		manifest.part("spec").content().put("replicas", "3");
		manifest.part("spec").content().remove("selector");
		assertThat(schema.validate(manifest)).hasSize(3)
			.anyMatch((error) -> error.contains("terminationGracePeriod"))
			.anyMatch((error) -> error.contains("replicas"))
			.anyMatch((error) -> error.contains("selector"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "base", "autoscaling", "one-process" })
	void directoryIsPutTogetherByKubectl(String directory) throws IOException, InterruptedException {
		assumeTrue(Manifest.kubectl() >= LEAST_KUBECTL,
				"kubectl is not installed, or older than 1." + LEAST_KUBECTL + ", whose Kustomize knows fewer words");
		KubernetesSchema schema = KubernetesSchema.load();
		List<Manifest> manifests = Manifest.kustomize(directory);
		assertThat(manifests).extracting(Manifest::kind).contains("Deployment", "Service", "PodDisruptionBudget");
		assertThat(manifests).allSatisfy((manifest) -> assertThat(schema.validate(manifest)).isEmpty());
		if (directory.equals("one-process")) {
			holdsOneProcess(manifests);
		}
	}

	private static void holdsOneProcess(List<Manifest> manifests) {
		Manifest pod = manifests.stream()
			.filter((manifest) -> manifest.kind().equals("Deployment"))
			.map(KubernetesTests::pod)
			.findFirst()
			.orElseThrow();
		Map<String, String> environment = environment(pod);
		assertThat(environment.keySet()).filteredOn((name) -> name.startsWith("BOOTCLUSTER"))
			.containsExactly("BOOTCLUSTER_ENABLED");
		int wait = pod.at("containers", 0, "lifecycle", "preStop", "sleep", "seconds");
		Duration shutdown = seconds(environment.get("SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE"));
		assertThat(grace(pod)).isGreaterThanOrEqualTo(shutdown.plusSeconds(wait).plus(MARGIN));
	}

	@Test
	void settingsAreKnownAndBind() throws IOException {
		BootclusterProperties settings = settings();
		assertThat(settings.nodes().enabled()).isTrue();
		assertThat(settings.nodes().address()).isEqualTo(ELSEWHERE + ":" + environment(pod()).get("SERVER_PORT"));
		assertThat(settings.nodes().drainDelay()).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void gracePeriodIsLongerThanEverythingThatFollowsTerm() throws IOException {
		BootclusterProperties settings = settings();
		Duration sum = settings.nodes()
			.effectiveDrainDelay()
			.plus(settings.worker().drainTimeout())
			.plus(settings.worker().stopTimeout());
		assertThat(grace(pod())).isGreaterThanOrEqualTo(sum.plus(MARGIN));
	}

	@Test
	void memoryLimitHasRoomForOneWorkerMoreThanThereAre() throws IOException {
		BootclusterProperties settings = settings();
		Manifest resources = pod().part("containers", 0, "resources");
		String limit = resources.at("limits", "memory");
		int processors = Integer.parseInt(resources.at("limits", "cpu"));
		MemoryBudget budget = MemoryBudget.plan(new MemoryRequest(settings.workers(), settings.worker().memory(),
				processors, new MemoryLimit(DataSize.parse(limit.replace("Mi", "MB")), "test")));
		assertThat(budget.workers()).isEqualTo(2);
		assertThat(budget.most()).isGreaterThan(budget.workers());
		assertThat(budget.heap().toMegabytes()).as("as the comment says").isEqualTo(210);
		assertThat(resources.<String>at("requests", "memory")).isEqualTo(limit);
	}

	@Test
	void probesAskForOurGroupsAndLeaveTimeToStart() throws IOException {
		Manifest container = pod().part("containers", 0);
		assertThat(path(container, "startupProbe")).isEqualTo("/actuator/health/liveness");
		assertThat(path(container, "livenessProbe")).isEqualTo("/actuator/health/liveness");
		assertThat(path(container, "readinessProbe")).isEqualTo("/actuator/health/" + NodeHealthGroups.NAME);
		assertThat(container.parts("ports")).extracting((port) -> port.at("name")).containsExactly("http");
		assertThat(patience(container, "startupProbe")).isGreaterThan(settings().worker().startTimeout());
		Duration ours = settings().health().interval().multipliedBy(settings().health().threshold());
		assertThat(patience(container, "livenessProbe")).isGreaterThan(ours.multipliedBy(5));
		assertThat(patience(container, "readinessProbe")).isGreaterThanOrEqualTo(ours);
		assertThat(patience(container, "readinessProbe")).as("told in time")
			.isLessThan(settings().nodes().effectiveDrainDelay());
	}

	@Test
	void selectorsMatchThePodsOfTheDeployment() throws IOException {
		Manifest deployment = one("base/deployment.yaml");
		Map<String, String> labels = deployment.at("spec", "template", "metadata", "labels");
		assertThat(deployment.<Map<String, String>>at("spec", "selector", "matchLabels")).isEqualTo(labels);
		assertThat(one("base/service.yaml").<Map<String, String>>at("spec", "selector")).isEqualTo(labels);
		assertThat(one("base/disruption-budget.yaml").<Map<String, String>>at("spec", "selector", "matchLabels"))
			.isEqualTo(labels);
		assertThat(pod().parts("topologySpreadConstraints"))
			.allSatisfy((spread) -> assertThat(spread.<Map<String, String>>at("labelSelector", "matchLabels"))
				.isEqualTo(labels));
		assertThat(one("autoscaling/autoscaler.yaml").<String>at("spec", "scaleTargetRef", "name"))
			.isEqualTo(deployment.at("metadata", "name"));
	}

	@Test
	void whatIsWrittenIsOnAVolumeAndNothingElseCan() throws IOException {
		Manifest pod = pod();
		assertThat(pod.<Boolean>at("securityContext", "runAsNonRoot")).isTrue();
		Stream.of("containers", "initContainers").map((each) -> pod.part(each, 0)).forEach((container) -> {
			assertThat(container.<Boolean>at("securityContext", "readOnlyRootFilesystem")).isTrue();
			assertThat(container.<Boolean>at("securityContext", "allowPrivilegeEscalation")).isFalse();
			assertThat(container.<List<String>>at("securityContext", "capabilities", "drop")).containsExactly("ALL");
		});
		List<String> mounted = pod.part("containers", 0)
			.parts("volumeMounts")
			.stream()
			.map((mount) -> mount.<String>at("mountPath"))
			.toList();
		BootclusterProperties settings = settings();
		assertThat(mounted).contains("/tmp").contains(String.valueOf(settings.release().directory()));
		assertThat(settings.postMortem().directory()).hasParentRaw(Path.of("/tmp"));
		long room = settings.release().maxSize().toMegabytes();
		assertThat(DataSize.parse("1024MB").toMegabytes()).isGreaterThan(room);
	}

	private static Duration patience(Manifest container, String probe) {
		int period = container.at(probe, "periodSeconds");
		int failures = container.at(probe, "failureThreshold");
		return Duration.ofSeconds((long) period * failures);
	}

	private static String path(Manifest container, String probe) {
		assertThat(container.<String>at(probe, "httpGet", "port")).isEqualTo("http");
		return container.at(probe, "httpGet", "path");
	}

	private static Duration grace(Manifest pod) {
		int seconds = pod.at("terminationGracePeriodSeconds");
		return Duration.ofSeconds(seconds);
	}

	private static Duration seconds(String text) {
		return Duration.ofSeconds(Long.parseLong(text.replace("s", "")));
	}

	private static BootclusterProperties settings() throws IOException {
		Map<String, Object> environment = new LinkedHashMap<>(environment(pod()));
		ConfigurationPropertySource source = ConfigurationPropertySource
			.from(new SystemEnvironmentPropertySource("systemEnvironment", environment));
		Binder binder = new Binder(List.of(source), null, ApplicationConversionService.getSharedInstance());
		return binder
			.bind(BootclusterProperties.PREFIX, Bindable.of(BootclusterProperties.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT, (any) -> true))
			.get();
	}

	private static Map<String, String> environment(Manifest pod) {
		Map<String, String> environment = new LinkedHashMap<>();
		for (Manifest variable : pod.part("containers", 0).parts("env")) {
			String value = (String) variable.content().getOrDefault("value", ELSEWHERE);
			environment.put(variable.at("name"), resolve(value, environment));
		}
		return environment;
	}

	/** As the kubelet does, which knows the variables above. */
	private static String resolve(String value, Map<String, String> environment) {
		Matcher reference = Pattern.compile("\\$\\((\\w+)\\)").matcher(value);
		return reference.replaceAll((found) -> environment.get(found.group(1)));
	}

	private static Manifest pod() throws IOException {
		return pod(one("base/deployment.yaml"));
	}

	private static Manifest pod(Manifest deployment) {
		return deployment.part("spec", "template", "spec");
	}

	private static Manifest one(String file) throws IOException {
		return Manifest.read(file).findFirst().orElseThrow();
	}

}
