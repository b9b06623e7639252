/** The name a case from a URL goes by: the last part of its path, or its host where the path is empty. */
export function titleOfUrl(url: URL): string {
  const last = url.pathname.split('/').filter(Boolean).at(-1)
  if (!last) return url.hostname
  try {
    return (
      decodeURIComponent(last)
        .replace(/\p{Cc}/gu, '')
        .slice(0, 255) || url.hostname
    )
  } catch {
    return last.slice(0, 255)
  }
}
