/** Which page of a list stands there, when there are several. */
export function Page({ page, pages, count }: { page: number; pages: number; count?: number }) {
  return pages < 2 ? null : <span class="page">{page + 1}/{pages}{count !== undefined && ` · 共 ${count}`}</span>;
}
