package io.bootcluster.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table of rooms: what each package may import, of ours and from outside. The JDK,
 * JSpecify, commons-logging and Spring's data sizes are everybody's.
 */
enum Room {

	ROOT("", rooms(),
			libraries("org.springframework.boot.context.properties", "org.springframework.boot.convert",
					"org.springframework.boot.ExitCodeGenerator", "org.springframework.core.env")),

	CONTROL("control", rooms(""), libraries("tools.jackson", "com.fasterxml.jackson.annotation")),

	LAUNCH("launch", rooms("", "primary", "command"), libraries("org.springframework")),

	COMMAND("command", rooms("", "control"), libraries("picocli")),

	PRIMARY("primary",
			rooms("", "control", "primary.supervisor", "primary.release", "primary.health", "primary.dispatch",
					"primary.redis", "primary.memory", "primary.postmortem", "primary.wishes", "primary.notify",
					"primary.upgrade", "primary.telemetry", "primary.accesslog"),
			libraries("org.springframework.boot", "org.springframework.context", "org.springframework.core",
					"org.springframework.util")),

	SUPERVISOR("primary.supervisor", rooms("", "control"), libraries()),

	RELEASE("primary.release", rooms(""), libraries()),

	HEALTH("primary.health", rooms(""), libraries()),

	MEMORY("primary.memory", rooms(""), libraries()),

	NOTIFY("primary.notify", rooms(), libraries("io.netty.channel.epoll", "io.netty.channel.unix")),

	WISHES("primary.wishes", rooms(""), libraries()),

	POST_MORTEM("primary.postmortem", rooms("", "control"), libraries()),

	TELEMETRY("primary.telemetry", rooms("", "control"), libraries()),

	ACCESS_LOG("primary.accesslog", rooms(""), libraries("tools.jackson")),

	DISPATCH("primary.dispatch", rooms("", "primary.dispatch.http"), libraries("io.netty")),

	DISPATCH_HTTP("primary.dispatch.http", rooms(""), libraries("io.netty")),

	REDIS("primary.redis", rooms(""), libraries()),

	UPGRADE("primary.upgrade", rooms("", "control", "primary.release"), libraries()),

	WORKER("worker", rooms("", "control"),
			libraries("org.springframework", "org.apache.catalina", "org.apache.coyote", "org.apache.tomcat",
					"com.zaxxer.hikari", "jakarta", "org.slf4j")),

	SESSION("session", rooms(""),
			libraries("org.springframework", "io.lettuce", "io.netty", "reactor", "jakarta.servlet")),

	LEADER("leader", rooms(""), libraries("org.springframework", "org.flywaydb", "liquibase")),

	NODES("nodes", rooms(""), libraries("org.springframework", "tools.jackson", "com.fasterxml.jackson.annotation")),

	NGINX("nginx", rooms(""), libraries("org.springframework")),

	ACTUATOR("actuator", rooms(""), libraries("org.springframework", "jakarta.servlet", "tools.jackson")),

	METRICS("metrics", rooms(""), libraries("org.springframework", "io.micrometer", "io.prometheus.metrics.model")),

	ADMIN("admin", rooms(""), libraries("org.springframework", "de.codecentric.boot.admin.client")),

	CLUSTER_UI("clusterui", rooms(""), libraries("org.springframework", "tools.jackson")),

	AUTOCONFIGURE(
			"autoconfigure", rooms("", "admin", "worker", "session", "leader", "actuator", "clusterui", "metrics",
					"nodes", "nginx", "control"),
			libraries("org.springframework", "jakarta.servlet", "io.micrometer", "tools.jackson"));

	static final String BASE = "io.bootcluster";

	private static final List<String> EVERYBODYS = List.of("java", "javax", "jdk", "sun.misc", "com.sun.management",
			"org.jspecify", "org.apache.commons.logging", "org.springframework.util.unit");

	private final String room;

	private final List<String> rooms;

	private final List<String> libraries;

	Room(String room, List<String> rooms, List<String> libraries) {
		this.room = room;
		this.rooms = rooms;
		this.libraries = libraries;
	}

	static Stream<String> packageNames() {
		return Arrays.stream(values()).map(Room::packageName);
	}

	String packageName() {
		return packageName(this.room);
	}

	/**
	 * Return whether a class of this room may import another.
	 * @param name full name of the class to be imported
	 * @return whether it is ours and in a room that is allowed, or in a library that is
	 */
	boolean allows(String name) {
		String packageName = name.substring(0, Math.max(0, name.lastIndexOf('.')));
		if (packageName.equals(BASE) || packageName.startsWith(BASE + ".")) {
			return packageName.equals(packageName())
					|| this.rooms.stream().map(Room::packageName).anyMatch(packageName::equals);
		}
		return Stream.concat(EVERYBODYS.stream(), this.libraries.stream())
			.anyMatch((library) -> name.equals(library) || name.startsWith(library + "."));
	}

	private static String packageName(String room) {
		return room.isEmpty() ? BASE : BASE + "." + room;
	}

	private static List<String> rooms(String... rooms) {
		return List.of(rooms);
	}

	private static List<String> libraries(String... libraries) {
		return List.of(libraries);
	}

}
