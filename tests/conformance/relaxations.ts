/** A place where the published YAML is narrower than what the contract itself asks a server to emit. */
interface Relaxation {
  /** JSON pointer into the published document. */
  at: string
  /** What is also right there. */
  also: object
  because: string
}

const schemas = '/components/schemas'
const nothing = { type: 'null' }

/**
 * Everything in which answers may differ from the published YAML, one by one. Our own document (GET /api/v2/openapi.json)
 * gets none of these.
 */
export const relaxations: Relaxation[] = [
  {
    at: `${schemas}/DetectItem/properties/metrics`,
    also: { type: 'object', maxProperties: 0 },
    because: 'detect-api.md, section 4: emit {} while there is none',
  },
  {
    at: `${schemas}/DetectItem/properties/image_metrics`,
    also: nothing,
    because: 'detect-api.md, section 4: emit null when not applicable',
  },
  {
    at: `${schemas}/DetectItem/properties/video_metrics`,
    also: nothing,
    because: 'detect-api.md, section 4: emit null when not applicable',
  },
  {
    at: `${schemas}/DetectAudioMetrics/properties/score/items`,
    also: nothing,
    because: 'detect-api.md, section 4: null for a part that cannot be judged (decision 0007)',
  },
  {
    at: `${schemas}/DetectItem/properties/duration`,
    also: nothing,
    because: 'detect-api.md, section 4: number or null, seconds',
  },
  {
    at: `${schemas}/DetectItem/properties/media_type`,
    also: nothing,
    because: 'what a URL leads to is not known before it has been fetched, and is never guessed',
  },
  {
    at: `${schemas}/DetectImageMetrics/properties/image`,
    also: nothing,
    because: 'detect-api.md, section 6: under zero retention nothing from which the media could be seen stays',
  },
  {
    at: `${schemas}/DetectItem/properties/audio_source_tracing/properties/label`,
    also: nothing,
    because: 'section 4 has {label, error_message}: where no generator can be named there is only the reason',
  },
]

/** Answers the published document has no status for, and those they look like. */
export const alike: Record<string, string> = {
  // detect-api.md, section 1: 202 when callback_url is given.
  'POST /intelligence 202': '200',
}
