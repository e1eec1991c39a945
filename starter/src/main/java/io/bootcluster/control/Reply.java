package io.bootcluster.control;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.bootcluster.ClusterView;

/**
 * One line that the primary answers to a {@link Call}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({ @JsonSubTypes.Type(value = Reply.Accepted.class, name = "accepted"),
		@JsonSubTypes.Type(value = Reply.Refused.class, name = "refused"),
		@JsonSubTypes.Type(value = Reply.View.class, name = "view"),
		@JsonSubTypes.Type(value = Reply.Line.class, name = "line") })
public sealed interface Reply {

	/**
	 * Return a part of a reply as JSON, as the actuator shows it.
	 * @param part the part
	 * @return one line, without its end
	 */
	static String json(Record part) {
		return new String(LineFormat.encode(part), StandardCharsets.UTF_8).strip();
	}

	/**
	 * The wish was heard.
	 *
	 * @param id its id, under which its outcome is seen
	 */
	record Accepted(String id) implements Reply {

		public Accepted {
			Objects.requireNonNull(id, "No id");
		}

	}

	/**
	 * The call cannot be answered.
	 *
	 * @param reason why, for people
	 */
	record Refused(String reason) implements Reply {
	}

	/**
	 * The node as it is.
	 *
	 * @param view the picture
	 */
	record View(ClusterView view) implements Reply {

		public View {
			Objects.requireNonNull(view, "No view");
		}

	}

	/**
	 * A line that a worker wrote.
	 *
	 * @param text the line, with the worker's name before it
	 */
	record Line(String text) implements Reply {

		public Line {
			Objects.requireNonNull(text, "No text");
		}

	}

}
