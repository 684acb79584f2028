// Said of an address that nothing serves. Next's own page would bring inline styles, which our CSP refuses.
export default function NotFound() {
  return (
    <main>
      <h1>Nothing here</h1>
      <p>There is no page at this address. Check it, or go back to where you came from.</p>
    </main>
  )
}
