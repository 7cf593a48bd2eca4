/** Hands a file to whoever asked for it. */
export function download(fileName: string, content: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([content.slice()]));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
