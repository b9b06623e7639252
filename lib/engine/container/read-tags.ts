import type { Container } from './open-container'

/** Longest tag value kept; XMP packets and ComfyUI workflows can be long. */
const longest = 100_000

/** Tags of a sound or video file, from the container and all tracks; keys in lower case, several values per key. */
export type Tags = Map<string, string[]>

/** Reads the tags FFmpeg finds in the container and its tracks (ID3, Vorbis comments, QuickTime, Matroska, XMP). */
export function readTags(container: Container): Tags {
  const tags: Tags = new Map()
  const all = [container.context.metadata, ...container.context.streams.map((stream) => stream.metadata)]
  for (const dictionary of all) {
    for (const [key, value] of Object.entries(dictionary?.getAll() ?? {})) {
      const name = key.toLowerCase()
      const values = tags.get(name) ?? []
      if (value !== '' && !values.includes(value)) tags.set(name, [...values, value.slice(0, longest)])
    }
  }
  return tags
}
