/** The page: wires its parts together and keeps its address. */

import { Gateway, storeKey, storedKey } from './api.js';
import { watchControls } from './controls.js';
import { $, announce, closeMessage, tell } from './dom.js';
import { takeFile, takeMicrophone, watchFiles } from './intake.js';
import { keepWishes, watchOptions, wishes } from './options.js';
import { showRecent } from './panels.js';
import { Studio } from './studio.js';
import { watchTheme } from './theme.js';

/** Whoever gave a key can take it back: on a computer that others use, too. */
const showKey = () => {
  $('#foot').hidden = storedKey() === null;
};

$('#key-forget').addEventListener('click', () => {
  storeKey(null);
  showKey();
  location.assign(location.pathname);
});

let asking = null;

/** Asks for a key once, however many requests want one; resolves to whether one was given. */
function askForKey(wrong) {
  asking ??= new Promise((resolve) => {
    const dialog = $('#key-dialog');
    $('#key-hint').textContent = wrong
      ? 'The key in this browser is not valid here. Whoever runs the gateway can give you one.'
      : 'Whoever runs it can give you one. It is kept in this browser.';
    dialog.returnValue = 'cancel';
    dialog.addEventListener('close', () => {
      const key = dialog.returnValue === 'ok' ? $('#key').value.trim() : '';
      if (key) {
        storeKey(key);
      }
      $('#key').value = '';
      showKey();
      asking = null;
      resolve(key !== '');
    }, { once: true });
    dialog.showModal();
  });
  return asking;
}

const gateway = new Gateway(askForKey);
const studio = new Studio(gateway);
let stopMicrophone = null;
let sending = 0;

const complain = (problem) => tell(problem.message, 'bad');

// The address

function showStart() {
  endMicrophone().catch(complain);
  studio.close();
  $('#start').hidden = false;
  document.title = 'Neume studio';
  gateway
    .recordings()
    .then(({ recordings }) => showRecent(recordings))
    .catch(complain);
}

function showAddressed() {
  const id = new URLSearchParams(location.search).get('recording');
  if (id) {
    const recording = studio.open(id, '', null);
    fetchWhenReceived(recording, recording.fetchSamples());
  } else {
    showStart();
  }
}

/** Fetches a recording's sound once all of it is in, where it is not all here by then; before: the look before that. */
function fetchWhenReceived(recording, before) {
  recording.addEventListener('change', async function look() {
    if (recording.finished) {
      recording.removeEventListener('change', look);
      await before;
      if (recording.lacksSound) {
        void recording.fetchSamples();
      }
    }
  });
}

function go(id) {
  history.pushState({}, '', id ? `?recording=${encodeURIComponent(id)}` : location.pathname);
}

addEventListener('popstate', showAddressed);
document.addEventListener('click', (event) => {
  const link = event.target.closest('#home, #recent-list a');
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    history.pushState({}, '', link.getAttribute('href'));
    showAddressed();
  }
});

// Music comes in

async function openFiles(files) {
  const [first, ...others] = files;
  const opened = (info, sound, why) => {
    keepWishes(info.id, wanted);
    go(info.id);
    const recording = studio.open(info.id, info.title, sound);
    closeMessage();
    if (sound === null) {
      tell(`${why}, so it was sent as it is. Its waveform comes from the gateway.`);
      recording.lack('none');
      fetchWhenReceived(recording, null);
    }
    return recording;
  };
  announce(`Opening ${first.name}`);
  // A file that is sent as it is opens when it is sent, which may take minutes.
  tell(`Opening ${first.name}…`, 'busy');
  sending++;
  let wanted;
  try {
    wanted = wishes();
    await takeFile(gateway, first, wanted, opened);
    for (const file of others) {
      await takeFile(gateway, file, wanted, (info) => keepWishes(info.id, wanted));
    }
    if (others.length > 0) {
      tell(`${files.length} recordings are in the list of last recordings.`, 'good');
    }
  } catch (problem) {
    complain(problem);
  } finally {
    sending--;
  }
}

watchFiles(openFiles);

// What has not been sent is lost with the page: the browser asks before it leaves.
addEventListener('beforeunload', (event) => {
  if (sending > 0 || stopMicrophone !== null) {
    event.preventDefault();
  }
});

$('#record').addEventListener('click', async () => {
  $('#record').disabled = true;
  try {
    await endMicrophone();
    const wanted = wishes();
    stopMicrophone = await takeMicrophone(
      gateway,
      wanted,
      (info) => {
        keepWishes(info.id, wanted);
        go(info.id);
        $('#stop-recording').hidden = false;
        return studio.open(info.id, info.title, null);
      },
      (text, givenUp = false) => {
        tell(text, 'bad');
        if (givenUp) {
          void endMicrophone();
        }
      },
    );
    $('#stop-recording').focus();
  } catch (problem) {
    const refused = problem.name === 'NotAllowedError' || problem.name === 'NotFoundError';
    tell(refused ? 'The microphone is not available: allow it in the browser, or connect one.' : problem.message, 'bad');
  } finally {
    $('#record').disabled = false;
  }
});

/** Ends what is being recorded, if anything is: nobody is listened to without a way to stop it. */
async function endMicrophone() {
  $('#stop-recording').hidden = true;
  const stop = stopMicrophone;
  stopMicrophone = null;
  await stop?.();
}

$('#stop-recording').addEventListener('click', async () => {
  await endMicrophone();
  $('#play').focus();
});

watchControls(studio, complain);
watchOptions();
showKey();
watchTheme($('#theme'), () => studio.timeline.recolor());
showAddressed();
