use crossbeam_channel::unbounded;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// How many items may be under way for each worker: enough to keep the workers busy while the sink waits for the disk.
const AHEAD: usize = 64;

/// How many bytes all items under way may have together; an item that alone has more is under way alone.
const BYTES_AHEAD: usize = 16 << 20;

/// Applies `work` to each item on `threads` threads and hands the results to `sink` in the order of the items, as they
/// become ready.
///
/// `items` is drawn on a thread of its own; `sink` runs on the caller's. At most `AHEAD` items for each thread, and not
/// more than `BYTES_AHEAD` of what `weight` tells, are between the two, so the memory needed does not grow with their
/// number. When `sink` breaks, no further item is drawn, and what is under way is dropped.
pub(crate) fn ordered<I, T, R>(
    items: I,
    threads: usize,
    weight: impl Fn(&I::Item) -> usize + Sync,
    work: impl Fn(I::Item) -> T + Sync,
    mut sink: impl FnMut(T) -> ControlFlow<R>,
) -> Option<R>
where
    I: Iterator + Send,
    I::Item: Send,
    T: Send,
{
    let gate = Gate::new(threads.max(1) * AHEAD);
    // The gate bounds what is in the channels.
    let (to_work, jobs) = unbounded::<(usize, usize, I::Item)>();
    let (to_sink, results) = unbounded::<(usize, usize, T)>();
    let (gate, weight, work) = (&gate, &weight, &work);
    thread::scope(|scope| {
        // Dropped when this closure ends, before the scope waits for its threads: a break must wake the drawing thread.
        let (_closing, results) = (Closing(gate), results);
        scope.spawn(move || {
            for (number, item) in items.enumerate() {
                let bytes = weight(&item);
                if !gate.enter(bytes) || to_work.send((number, bytes, item)).is_err() {
                    return;
                }
            }
        });
        for _ in 0..threads.max(1) {
            let (jobs, to_sink) = (jobs.clone(), to_sink.clone());
            scope.spawn(move || {
                for (number, bytes, item) in jobs {
                    if gate.is_closed() || to_sink.send((number, bytes, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop((jobs, to_sink));
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (number, bytes, result) in results {
            waiting.insert(number, (bytes, result));
            while let Some((bytes, result)) = waiting.remove(&next) {
                next += 1;
                if let ControlFlow::Break(reason) = sink(result) {
                    return Some(reason);
                }
                gate.leave(bytes);
            }
        }
        None
    })
}

/// Counts what is under way.
struct Gate {
    most: usize,
    inside: Mutex<Inside>,
    left: Condvar,
}

#[derive(Default)]
struct Inside {
    items: usize,
    bytes: usize,
    closed: bool,
}

impl Gate {
    fn new(most: usize) -> Self {
        Self { most, inside: Mutex::default(), left: Condvar::new() }
    }

    fn inside(&self) -> std::sync::MutexGuard<'_, Inside> {
        // The counts are right even if another thread panicked: no code runs while they are half changed.
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is room; false if the run has ended.
    fn enter(&self, bytes: usize) -> bool {
        let full = |inside: &mut Inside| {
            !inside.closed
                && inside.items > 0
                && (inside.items >= self.most || inside.bytes + bytes > BYTES_AHEAD)
        };
        let waited = self.left.wait_while(self.inside(), full);
        let mut inside = waited.unwrap_or_else(PoisonError::into_inner);
        inside.items += 1;
        inside.bytes += bytes;
        !inside.closed
    }

    fn leave(&self, bytes: usize) {
        let mut inside = self.inside();
        inside.items -= 1;
        inside.bytes -= bytes;
        self.left.notify_one();
    }

    fn is_closed(&self) -> bool {
        self.inside().closed
    }
}

/// Closes the gate when the run ends, however it ends.
struct Closing<'g>(&'g Gate);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.inside().closed = true;
        self.0.left.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn keeps_the_order_at_any_number_of_threads() {
        for threads in [0, 1, 2, 7] {
            let mut seen = Vec::new();
            let work = |n: u64| {
                thread::sleep(Duration::from_micros((n * 37) % 200));
                n * 2
            };
            let end = ordered(
                0..200,
                threads,
                |_| 1,
                work,
                |n| {
                    seen.push(n);
                    ControlFlow::<()>::Continue(())
                },
            );
            assert_eq!(end, None);
            assert_eq!(seen, (0..200).map(|n| n * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_slow_item_does_not_let_the_others_run_away() {
        let drawn = AtomicUsize::new(0);
        let most = AtomicUsize::new(0);
        let items = (0..1000).inspect(|_| {
            drawn.fetch_add(1, Ordering::SeqCst);
        });
        let work = |n: usize| {
            if n == 0 {
                thread::sleep(Duration::from_millis(100));
                most.store(drawn.load(Ordering::SeqCst), Ordering::SeqCst);
            }
        };
        ordered(items, 2, |_| 1, work, |()| ControlFlow::<()>::Continue(()));
        assert!(most.load(Ordering::SeqCst) <= 2 * AHEAD + 1);
    }

    #[test]
    fn heavy_items_go_alone() {
        let (under_way, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let items = (0..50).inspect(|_| {
            under_way.fetch_add(1, Ordering::SeqCst);
        });
        let work = |_| thread::sleep(Duration::from_micros(200));
        ordered(
            items,
            4,
            |_| BYTES_AHEAD / 2 + 1,
            work,
            |()| {
                most.fetch_max(under_way.fetch_sub(1, Ordering::SeqCst), Ordering::SeqCst);
                ControlFlow::<()>::Continue(())
            },
        );
        // One is under way, and the next one waits at the gate.
        assert!(most.load(Ordering::SeqCst) <= 2);
    }

    #[test]
    fn a_break_ends_the_drawing() {
        let mut handed = 0;
        let end = ordered(
            0..,
            2,
            |_| 1,
            |n: u64| n,
            |n| {
                handed += 1;
                if n == 10 { ControlFlow::Break("enough") } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!((end, handed), (Some("enough"), 11));
    }
}
