import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyseKnownFiles, itemsOfChecks, itemsOfEngine } from '../../scripts/evaluation/evaluate-folder'
import { listKnownFiles } from '../../scripts/evaluation/known-files'
import { reportFolder } from '../../scripts/evaluation/report-folder'
import { mediaFolder, readKnownAnswers, useMedia } from '../support/media'

const media = useMedia()

async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await media.newFolder()
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true })
    await writeFile(path.join(folder, name), text)
  }
  return folder
}

describe('listKnownFiles', () => {
  it('takes fake/ and real/ with a folder for each source', async () => {
    const folder = await folderOf({
      'fake/flux/a.png': '',
      'fake/b.png': '',
      'real/phone/x/c.png': '',
      'notes.txt': '',
    })
    const files = await listKnownFiles(folder)
    expect(files.map(({ path: file, ...rest }) => ({ file: path.relative(folder, file), ...rest }))).toEqual([
      { file: 'fake/b.png', truth: 'positive', source: 'fake' },
      { file: 'fake/flux/a.png', truth: 'positive', source: 'flux' },
      { file: 'real/phone/x/c.png', truth: 'negative', source: 'phone' },
    ])
  })

  it('takes a list, with paths from where it lies', async () => {
    const folder = await folderOf({ 'all.csv': 'path,truth,source\nx/a.png,fake,flux\r\n/srv/b.png, real,\n' })
    expect(await listKnownFiles(path.join(folder, 'all.csv'))).toEqual([
      { path: path.join(folder, 'x/a.png'), truth: 'positive', source: 'flux' },
      { path: '/srv/b.png', truth: 'negative', source: 'real' },
    ])
  })

  it('refuses what has no known truth', async () => {
    const folder = await folderOf({ 'a.csv': 'file,label\n', 'b.csv': 'path,truth,source\na.png,maybe,x\n' })
    await expect(listKnownFiles(path.join(folder, 'a.csv'))).rejects.toThrow(/begin with the line: path,truth,source/)
    await expect(listKnownFiles(path.join(folder, 'b.csv'))).rejects.toThrow(/line 2: .*fake or real/)
    await expect(listKnownFiles(folder)).rejects.toThrow(/no files in fake\/ or real\//)
  })
})

describe('the whole engine on a list', () => {
  it('says how right its labels and its checks were, and what was refused', async () => {
    const answers = await readKnownAnswers()
    const fake = answers.find(({ label, mediaType }) => label === 'Fake' && mediaType === 'image')
    const plain = answers.find(
      ({ label, mediaType, hits }) => label !== 'Fake' && mediaType === 'image' && !hits.includes('picture.tags'),
    )
    if (!fake || !plain) return expect.unreachable()
    const rows = [
      `${mediaFolder}/${fake.file},fake,sample`,
      `${mediaFolder}/${plain.file},real,sample`,
      'broken.png,real,broken',
    ]
    const folder = await folderOf({ 'all.csv': `path,truth,source\n${rows.join('\n')}`, 'broken.png': 'not a picture' })
    const list = path.join(folder, 'all.csv')
    const files = await analyseKnownFiles(list, undefined, () => {})
    expect(itemsOfEngine(files).map(({ outcome, truth }) => [outcome, truth])).toEqual([
      ['hit', 'positive'],
      ['not_applicable', 'negative'],
      ['not_applicable', 'negative'],
    ])
    const deciding = [...itemsOfChecks(files)]
      .filter(([, items]) => items[0]?.outcome === 'hit')
      .map(([check]) => check)
    expect(deciding.some((check) => fake.hits.includes(check))).toBe(true)
    const lines: string[] = []
    await reportFolder(list, { only: null }, (line) => lines.push(line))
    const said = lines.join('\n')
    expect(said).toContain('3 files, 1 of them refused')
    expect(said).toContain('broken.png: Neither picture, sound nor video.')
    expect(said).toMatch(/decided +0\.333/)
    expect(said).toMatch(/right +1\b/)
    expect(said).toContain('| 1 of 1 | 0 of 2 |')
  })
})
