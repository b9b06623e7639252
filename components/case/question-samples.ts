import type { Topic } from '@/lib/detect/question-topics'
import type { MediaType } from '@/lib/engine/analysis'

const samples: Record<Topic, { query: string; of: readonly MediaType[] }> = {
  verdict: { query: 'Why this verdict?', of: ['image', 'audio', 'video'] },
  score: { query: 'How sure is it?', of: ['image', 'audio', 'video'] },
  editing: { query: 'Was it edited, and where?', of: ['image', 'audio', 'video'] },
  generator: { query: 'Which generator made it?', of: ['image', 'audio', 'video'] },
  provenance: { query: 'Who signed it?', of: ['image', 'audio', 'video'] },
  known: { query: 'Was it seen here before?', of: ['image', 'audio', 'video'] },
  metadata: { query: 'Which device or software was used?', of: ['image'] },
  format: { query: 'Which format and size does it have?', of: [] },
  frames: { query: 'Which frames stand out?', of: ['video'] },
  sound: { query: 'What about pauses and bandwidth?', of: ['audio', 'video'] },
  coverage: { query: 'What was not checked?', of: ['image', 'audio', 'video'] },
}

/** Questions that the evidence of such media can answer, one a topic, to ask with one press. */
export function sampleQuestions(mediaType: MediaType): { topic: Topic; query: string }[] {
  return (Object.keys(samples) as Topic[])
    .filter((topic) => samples[topic].of.includes(mediaType))
    .map((topic) => ({ topic, query: samples[topic].query }))
}
