import { expect, it } from 'vitest'
import { findTags } from '@/lib/engine/container/find-tags'
import { checkTags } from '@/lib/engine/image/check-tags'
import { openPicture } from '@/lib/engine/image/open-picture'
import { mediaHonest, mediaMarks, type TagWriting } from '../../scripts/evaluation/marked-media'
import { honest, marks, type Writing } from '../../scripts/evaluation/marked-pictures'
import { useMedia } from '../support/media'
import { plain } from '../support/pictures'

const media = useMedia()
const png = await plain().png().toBuffer()

async function points({ write }: Writing) {
  const path = await media.file('picture', await write(png))
  const picture = await openPicture({ path, workFolder: await media.newFolder(), visualize: false })
  return (await checkTags(picture))[0]?.points
}

it.each(marks)('a picture with a mark of “$kind” is marked', async (writing) => {
  expect(['synthetic', 'manipulated']).toContain(await points(writing))
})

it.each(honest)('a picture with “$kind” is not', async (writing) => {
  expect(await points(writing)).toBe('context')
})

const tagsOf = ({ tags }: TagWriting) => new Map(Object.entries(tags).map(([key, value]) => [key, [value]]))

it.each(mediaMarks)('sound or video with “$kind” is marked', (writing) => {
  expect(findTags(tagsOf(writing), 'sound')[0]).toMatchObject({ status: 'hit', points: 'synthetic' })
})

it.each(mediaHonest)('sound or video with “$kind” is not', (writing) => {
  expect(findTags(tagsOf(writing), 'video')[0]).toMatchObject({ status: 'clear', llr: 0 })
})
