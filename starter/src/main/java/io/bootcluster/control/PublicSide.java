package io.bootcluster.control;

/**
 * The ports that the primary provides in public, as a worker must report them.
 *
 * @param port what {@code local.server.port} says
 * @param managementPort what {@code local.management.port} says, or -1 where the actuator
 * has no port of its own
 */
public record PublicSide(int port, int managementPort) {
}
