const cjk = /[\u3400-\u9fff]/;

/** The server's sentences are "中文 / English"; the Chinese half is for the pages. A sentence in one language stays as it is. */
export function inChinese(sentence: string): string {
  const cut = sentence.indexOf(" / ");
  if (cut < 0) return sentence;
  const first = sentence.slice(0, cut);
  return cjk.test(first) ? first : sentence;
}
