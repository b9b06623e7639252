/** Two years, which browsers ask for before they take it seriously. Not for subdomains, which may be somebody else's. */
const maxAgeSeconds = 2 * 365 * 24 * 3600

/**
 * Tells browsers to come back by https alone, in every answer, if that is how people come here. Over http the header means
 * nothing, and whoever tries Docket at localhost must not lose http there for everything else.
 */
export function keepToHttps(response, publicUrl) {
  if (!publicUrl.startsWith('https:')) return
  response.setHeader('strict-transport-security', `max-age=${maxAgeSeconds}`)
}
