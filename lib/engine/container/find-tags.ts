import { type CardFile, cardLlr } from '../card'
import soundTags from '../cards/sound.tags.json'
import videoTags from '../cards/video.tags.json'
import type { Finding } from '../check'
import { quoteCard } from '../evidence-card'
import { readDeclaration } from './read-declaration'
import type { Tags } from './read-tags'

/** Tags that name the program or device that wrote the file, in the order to show. Never places or names of people. */
const shown: Record<string, string> = {
  encoder: 'encoder',
  software: 'software',
  encoded_by: 'encodedBy',
  'com.apple.quicktime.software': 'software',
  'com.apple.quicktime.make': 'make',
  'com.apple.quicktime.model': 'model',
  'com.android.version': 'androidVersion',
  make: 'make',
  model: 'model',
  creation_time: 'created',
}

const cards: Record<'sound' | 'video', CardFile> = { sound: soundTags, video: videoTags }

/** Generator marks as evidence for `sound.tags` and `video.tags`; programs and devices are told, and decide nothing. */
export function findTags(tags: Tags, of: 'sound' | 'video'): Finding[] {
  const facts: Finding['facts'] = { tags: tags.size }
  for (const [tag, name] of Object.entries(shown)) {
    const [value] = tags.get(tag) ?? []
    if (value !== undefined && facts[name] === undefined) facts[name] = value.slice(0, 120)
  }
  const declaration = readDeclaration(tags)
  if (declaration !== null) {
    return [
      {
        points: declaration.points,
        status: 'hit',
        llr: cardLlr(cards[of]),
        strong: true,
        explain: declaration.explain,
        doesNotShow: `Anyone can write or remove such a mark. ${cards[of].says}`,
        card: quoteCard(cards[of]),
        facts: {
          mark: declaration.mark,
          foundIn: declaration.foundIn,
          ...(declaration.generator !== null && { generator: declaration.generator }),
          ...(declaration.producer !== undefined && { producer: declaration.producer }),
          ...facts,
        },
      },
    ]
  }
  const writers = [facts.make, facts.model, facts.software, facts.encoder, facts.encodedBy].filter(Boolean)
  return [
    {
      points: 'context',
      status: 'clear',
      llr: 0,
      strong: false,
      explain:
        writers.length > 0
          ? `No mark of a generator. The file names as its writer: ${writers.join(', ')}.`
          : 'No mark of a generator, and nothing about the program or device that wrote the file.',
      doesNotShow: `Marks are lost when a file is shared or exported again, so their absence says nothing. ${cards[of].says}`,
      card: quoteCard(cards[of]),
      facts,
    },
  ]
}
