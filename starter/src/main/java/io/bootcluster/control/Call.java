package io.bootcluster.control;

import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.bootcluster.Wish;
import org.jspecify.annotations.Nullable;

/**
 * The one line that a command says on the primary's command socket. What a worker says on
 * its line is a {@link Message}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({ @JsonSubTypes.Type(value = Call.Look.class, name = "look"),
		@JsonSubTypes.Type(value = Call.Ask.class, name = "ask"),
		@JsonSubTypes.Type(value = Call.Logs.class, name = "logs") })
public sealed interface Call {

	/**
	 * Wants to see the node.
	 *
	 * @param watch whether also what becomes of it, until the command goes away
	 */
	record Look(boolean watch) implements Call {
	}

	/**
	 * Wants something done. Is told the id, or why not.
	 *
	 * @param wish what is wished for
	 * @param watch whether it wants to see the node until it goes away, too
	 */
	record Ask(Wish wish, boolean watch) implements Call {

		public Ask {
			Objects.requireNonNull(wish, "No wish");
		}

	}

	/**
	 * Wants to read what workers wrote last.
	 *
	 * @param worker the slot of the one worker that matters, or {@code null} for all
	 * @param follow whether also what they write from now on
	 */
	record Logs(@Nullable Integer worker, boolean follow) implements Call {
	}

}
