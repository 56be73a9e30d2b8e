// Measures each address as a mid-range phone, RUNS times, and prints the scores as JSON.
// node measure.js RUNS ADDRESS...
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const [runs, ...addresses] = process.argv.slice(2);
const chrome = await launch({
  chromePath: process.env.CHROME_PATH,
  chromeFlags: [
    '--headless=new',
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
    '--host-resolver-rules=MAP *.localhost 127.0.0.1,MAP localhost 127.0.0.1,MAP * ~NOTFOUND',
  ],
});

// Lighthouse now and then loses its trace and asks to be run again; a page that fails does so each time.
const ATTEMPTS = 3;

async function measure(address) {
  for (let attempt = 1; ; attempt += 1) {
    const { lhr } = await lighthouse(address, {
      port: chrome.port,
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
    });
    if (!lhr.runtimeError) return lhr;
    console.error(`${address}: ${lhr.runtimeError.message}`);
    if (attempt === ATTEMPTS) throw new Error(`${address}: ${lhr.runtimeError.message}`);
  }
}

const measured = [];
try {
  for (const address of addresses) {
    for (let run = 0; run < Number(runs); run += 1) {
      const lhr = await measure(address);
      const failed = Object.values(lhr.audits).filter((audit) => audit.scoreDisplayMode === 'binary' && audit.score === 0);
      measured.push({
        address,
        scores: Object.fromEntries(
          Object.entries(lhr.categories).map(([name, category]) => [name, Math.round(category.score * 100)]),
        ),
        failed: failed.map((audit) => `${audit.id}: ${audit.title}`),
        seconds: lhr.audits['largest-contentful-paint'].numericValue / 1000,
      });
    }
  }
} finally {
  chrome.kill();
}
process.stdout.write(JSON.stringify(measured));
