const MEBI = 1024 * 1024;

/** How much memory the process holds now, in MB. */
export const heldNow = () => process.memoryUsage.rss() / MEBI;

/** The most that it ever held, in MB. */
export const heldAtMost = () => process.resourceUsage().maxRSS / 1024;
