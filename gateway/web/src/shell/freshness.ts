const leastPause = 60_000;
let lastAskedAt = -Infinity;

/**
 * Loads the page again when the server has newer pages than this one. A wall that nobody touches for months asks after
 * every lost connection: that is when a server was replaced.
 */
export async function reloadWhenOutdated(): Promise<void> {
  const now = performance.now();
  if (now - lastAskedAt < leastPause) return;
  lastAskedAt = now;
  const own = document.querySelector<HTMLScriptElement>('script[type="module"][src^="/assets/"]')?.getAttribute("src");
  if (!own) return;
  try {
    const answer = await fetch("/", { cache: "no-store" });
    const page = answer.ok ? await answer.text() : "";
    if (page.includes('src="/assets/') && !page.includes(own)) window.location.reload();
  } catch {
    // Away again; the next connection asks.
  }
}
