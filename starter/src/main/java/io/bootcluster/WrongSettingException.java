package io.bootcluster;

import org.springframework.boot.ExitCodeGenerator;

/**
 * A setting has a value that the cluster cannot run with.
 */
public class WrongSettingException extends RuntimeException implements ExitCodeGenerator {

	private final String property;

	private final String value;

	private final String reason;

	private final String action;

	/**
	 * Tell what is wrong with a setting.
	 * @param property full name of the property
	 * @param value its value as text
	 * @param reason why the value is wrong, the rest of a sentence
	 * @param action what the user can do, whole sentences
	 */
	public WrongSettingException(String property, String value, String reason, String action) {
		super("Property '" + property + "' is '" + value + "': " + reason);
		this.property = property;
		this.value = value;
		this.reason = reason;
		this.action = action;
	}

	/**
	 * Return which property is wrong.
	 * @return the full name
	 */
	public String property() {
		return this.property;
	}

	/**
	 * Return what it says.
	 * @return the value as text
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Return why that is wrong.
	 * @return the rest of a sentence
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Return the way out.
	 * @return whole sentences
	 */
	public String action() {
		return this.action;
	}

	@Override
	public int getExitCode() {
		return 1;
	}

}
