// What a browser sees until the inbox comes: that the server runs, and how to talk to it.
export default function Home() {
  return (
    <main>
      <h1>Tertulia</h1>
      <p>The server is running. Its API is under /api; the README shows a conversation between two people.</p>
      <pre>curl localhost:{process.env.PORT ?? 3000}/api/health</pre>
    </main>
  )
}
