package io.bootcluster.endtoend.parity;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows two lists of lines side by side.
 */
final class Difference {

	private Difference() {
	}

	/**
	 * Compare lines.
	 * @param plain the lines of the plain application
	 * @param clustered the lines of the clustered one
	 * @return all lines in order: those of both with a blank in front, those of one with
	 * - or +
	 */
	static List<String> of(List<String> plain, List<String> clustered) {
		int[][] common = common(plain, clustered);
		List<String> lines = new ArrayList<>();
		int left = 0;
		int right = 0;
		while (left < plain.size() || right < clustered.size()) {
			if (left < plain.size() && right < clustered.size() && plain.get(left).equals(clustered.get(right))) {
				lines.add("  " + plain.get(left));
				left++;
				right++;
			}
			else if (left < plain.size()
					&& (right == clustered.size() || common[left + 1][right] >= common[left][right + 1])) {
				lines.add("- " + plain.get(left++));
			}
			else {
				lines.add("+ " + clustered.get(right++));
			}
		}
		return lines;
	}

	/** The length of the longest common subsequence of what begins at each pair. */
	private static int[][] common(List<String> plain, List<String> clustered) {
		int[][] common = new int[plain.size() + 1][clustered.size() + 1];
		for (int left = plain.size() - 1; left >= 0; left--) {
			for (int right = clustered.size() - 1; right >= 0; right--) {
				common[left][right] = plain.get(left).equals(clustered.get(right)) ? common[left + 1][right + 1] + 1
						: Math.max(common[left + 1][right], common[left][right + 1]);
			}
		}
		return common;
	}

}
