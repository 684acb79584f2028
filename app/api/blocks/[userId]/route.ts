import { addBlock, removeBlock } from '@/lib/contract/block'
import { add, remove } from '@/lib/server/blocks'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PUT: handle(addBlock, null, add),
  DELETE: handle(removeBlock, null, remove),
})
