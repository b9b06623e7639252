import { fileSize } from '@/components/case/media-words'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { StorePlace } from '@/lib/stores/read-stores'
import { heldWords, storeTitles, strandedWords } from './store-words'

/** Where media of the team lies and how much of it, place by place. */
export function StorePlaces({ places }: { places: StorePlace[] }) {
  return (
    <Card>
      <Table label="Where media of the team lies">
        <TableHeader>
          <TableRow>
            <TableHead>Store</TableHead>
            <TableHead className="hidden sm:table-cell">Bucket or app</TableHead>
            <TableHead>Of this team</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {places.map((place) => (
            <Place key={`${place.store} ${place.where}`} place={place} />
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

function Place({ place }: { place: StorePlace }) {
  const where = place.where ?? (place.store === 'disk' ? '—' : 'not known')
  const stranded = strandedWords(place)
  return (
    <TableRow>
      <TableCell className="align-top">
        <span className="font-medium">{storeTitles[place.store]}</span>
        {place.current && (
          <Badge variant="outline" className="ml-2 whitespace-nowrap">
            new media goes here
          </Badge>
        )}
        {place.store === 'disk' ? null : (
          <span className="block text-[0.8125rem] break-all text-muted-foreground sm:hidden">{where}</span>
        )}
        {stranded && (
          <span className="block text-[0.8125rem] font-medium text-pretty text-verdict-fake">{stranded}</span>
        )}
      </TableCell>
      <TableCell className="hidden align-top break-all sm:table-cell">{where}</TableCell>
      <TableCell className="align-top tabular-nums">{heldWords(place.files, fileSize(place.bytes))}</TableCell>
    </TableRow>
  )
}
