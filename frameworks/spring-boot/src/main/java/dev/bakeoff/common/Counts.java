package dev.bakeoff.common;

import java.util.regex.Pattern;

/** Query parameters that count. */
public final class Counts {

	private static final Pattern INTEGER = Pattern.compile("-?\\d{1,9}");

	private Counts() {
	}

	/**
	 * Returns a count from 1 to {@code max}; whatever is not an integer counts as 1.
	 */
	public static int parse(String value, int max) {
		if (value == null || !INTEGER.matcher(value).matches()) {
			return 1;
		}
		return Math.clamp(Integer.parseInt(value), 1, max);
	}

}
