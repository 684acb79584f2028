'use client'
// The list before it is here, in its final geometry.
import { Loading } from '../../_ui/skeleton'
import { RowSkeleton } from './row-skeleton'

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

export const ListSkeleton = ({ label }: { label: string }) => (
  <Loading label={label}>
    {rows.map(row => (
      <RowSkeleton key={row} />
    ))}
  </Loading>
)
