'use strict';
(() => {
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const data = JSON.parse(document.getElementById('data').textContent);

  // Tables: a button in each header sorts by its column, numbers by their exact values.
  const key = (row, column) => {
    const entry = row.cells[column];
    return entry.dataset.value === undefined ? entry.textContent.trim() : Number(entry.dataset.value);
  };
  const rank = value => typeof value === 'number' && !Number.isNaN(value) ? 0 : 1;
  const compare = (a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    return rank(a) === 0 ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true });
  };
  const sort = (table, header) => {
    const column = header.cellIndex;
    const ascending = header.getAttribute('aria-sort') !== 'ascending';
    all('th', table.tHead).forEach(each => each.removeAttribute('aria-sort'));
    header.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
    const body = table.tBodies[0];
    Array.from(body.rows)
      .map(row => [key(row, column), row])
      .sort(([a], [b]) => rank(a) !== rank(b) ? rank(a) - rank(b) : compare(a, b) * (ascending ? 1 : -1))
      .forEach(([, row]) => body.append(row));
  };
  all('table.sortable').forEach(table =>
    all('thead button', table).forEach(button =>
      button.addEventListener('click', () => sort(table, button.parentElement))));

  all('input.filter').forEach(input => {
    const rows = () => Array.from(document.getElementById(input.dataset.table).tBodies[0].rows);
    const shown = document.querySelector(`.shown[data-table="${input.dataset.table}"]`);
    const filter = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(word => word);
      rows().forEach(row => {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every(word => text.includes(word));
      });
      shown.textContent = `${rows().filter(row => !row.hidden).length} of ${rows().length} cells`;
    };
    input.addEventListener('input', filter);
    filter();
  });

  // Plots of settings: the one that is chosen.
  all('.chosen').forEach(group => {
    const selects = all('select', group);
    const choose = () => {
      const wanted = selects.map(select => select.value).sort().join('\n');
      let found = false;
      all('.choice', group).forEach(choice => {
        const own = [choice.dataset.first, choice.dataset.second].filter(name => name).sort().join('\n');
        choice.hidden = own !== wanted;
        found = found || own === wanted;
      });
      all('.none', group).forEach(each => { each.hidden = found; });
    };
    selects.forEach(select => select.addEventListener('change', choose));
    choose();
  });

  // Learning curves: chosen cells, and their values under the pointer or at the slider.
  const text = value => {
    if (value === null || value === undefined) return '–';
    const size = Math.abs(value);
    return size !== 0 && (size < 0.001 || size >= 1e6) ? value.toExponential(3) : String(Number(value.toPrecision(5)));
  };
  const nearest = (values, wanted) => {
    let best = 0;
    values.forEach((value, i) => {
      if (Math.abs(value - wanted) < Math.abs(values[best] - wanted)) best = i;
    });
    return best;
  };
  all('section.curves').forEach(section => {
    const run = data.runs.find(each => each.id === section.dataset.run);
    const boxes = all('.cells input', section);
    const slider = section.querySelector('.at');
    const output = section.querySelector('output');
    const body = section.querySelector('.readout tbody');
    const plots = all('.plot', section);
    const places = curve => run.byEpoch ? curve.epoch : curve.iteration;
    const last = Math.max(...run.curves.map(curve => places(curve)[places(curve).length - 1] || 0));
    let at = last;

    const row = box => {
      const curve = run.curves[Number(box.value)];
      const i = nearest(places(curve), at);
      const m = curve.measured.length ? nearest(curve.measured, curve.iteration[i]) : -1;
      const line = document.createElement('tr');
      const header = document.createElement('th');
      header.scope = 'row';
      header.textContent = box.parentElement.querySelector('span').firstChild.textContent.trim();
      line.append(header);
      [curve.iteration[i], curve.epoch[i], curve.loss[i], curve.smooth[i], curve.penalty[i], curve.rate[i],
        curve.train[m], curve.validation[m], curve.validationLoss[m]].forEach(value => {
        const entry = document.createElement('td');
        entry.className = 'number';
        entry.textContent = text(value);
        line.append(entry);
      });
      return line;
    };
    const read = () => {
      output.textContent = text(at);
      body.replaceChildren(...boxes.filter(box => box.checked).map(row));
    };
    const show = () => {
      boxes.forEach(box => plots.forEach(plot =>
        all(`[data-series="${box.value}"]`, plot).forEach(each => { each.style.display = box.checked ? '' : 'none'; })));
      read();
    };
    const kind = () => {
      const wanted = section.querySelector('.kind input:checked').value;
      all('[data-kind]', section).forEach(each => { each.hidden = each.dataset.kind !== wanted; });
    };
    boxes.forEach(box => box.addEventListener('change', show));
    const check = (button, checked) => section.querySelector(button).addEventListener('click', () => {
      boxes.forEach(box => { box.checked = checked; });
      show();
    });
    check('.all', true);
    check('.no', false);
    all('.kind input', section).forEach(each => each.addEventListener('change', kind));
    slider.addEventListener('input', () => {
      at = last * Number(slider.value) / Number(slider.max);
      read();
    });
    plots.forEach(plot => {
      const svg = plot.querySelector('svg');
      const frame = plot.dataset;
      const cursor = document.createElementNS('http://www.w3.org/2000/svg', 'line');
      cursor.setAttribute('class', 'cursor');
      cursor.setAttribute('y1', frame.top);
      cursor.setAttribute('y2', Number(frame.top) + Number(frame.height));
      cursor.setAttribute('visibility', 'hidden');
      svg.append(cursor);
      svg.addEventListener('pointermove', event => {
        const box = svg.getBoundingClientRect();
        const x = (event.clientX - box.left) / box.width * svg.viewBox.baseVal.width;
        const share = (x - Number(frame.left)) / Number(frame.width);
        if (share < 0 || share > 1) return;
        at = Number(frame.from) + share * (Number(frame.to) - Number(frame.from));
        at = Math.min(last, Math.max(0, at));
        slider.value = last === 0 ? 0 : at / last * Number(slider.max);
        cursor.setAttribute('x1', x);
        cursor.setAttribute('x2', x);
        cursor.setAttribute('visibility', 'visible');
        read();
      });
      svg.addEventListener('pointerleave', () => cursor.setAttribute('visibility', 'hidden'));
    });
    show();
    kind();
  });
})();
