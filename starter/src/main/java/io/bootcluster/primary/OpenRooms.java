package io.bootcluster.primary;

import java.util.ArrayDeque;
import java.util.Deque;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Remembers what was opened, to close it in reverse. Confined to the primary's thread.
 */
final class OpenRooms implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(OpenRooms.class);

	private final Deque<AutoCloseable> rooms = new ArrayDeque<>();

	<T extends AutoCloseable> T add(T room) {
		this.rooms.push(room);
		return room;
	}

	@Override
	public void close() {
		while (!this.rooms.isEmpty()) {
			AutoCloseable room = this.rooms.pop();
			try {
				room.close();
			}
			catch (Exception ex) {
				logger.warn("Something did not close well: " + room, ex);
			}
		}
	}

}
