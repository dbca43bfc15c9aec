use crossbeam_channel::bounded;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::thread;

/// How many items may be under way for each worker. More would not keep the cores busier, only the memory.
const AHEAD: usize = 8;

/// Applies `work` to each item on `threads` threads and hands the results to `sink` in the order of the items, as they
/// become ready.
///
/// `items` is drawn on a thread of its own; `sink` runs on the caller's. At most `AHEAD` items for each thread are
/// between the two, so the memory needed does not grow with their number. When `sink` breaks, no further item is
/// drawn, and what is under way is dropped.
pub(crate) fn ordered<I, T, R>(
    items: I,
    threads: usize,
    work: impl Fn(I::Item) -> T + Sync,
    mut sink: impl FnMut(T) -> ControlFlow<R>,
) -> Option<R>
where
    I: Iterator + Send,
    I::Item: Send,
    T: Send,
{
    let window = threads.max(1) * AHEAD;
    let (to_work, jobs) = bounded::<(usize, I::Item)>(window);
    let (to_sink, results) = bounded::<(usize, T)>(window);
    // A permit is taken for each item drawn and given back when its result has been handed over. Closing the channel
    // of permits ends the drawing.
    let (give, permits) = bounded::<()>(window);
    for _ in 0..window {
        let _ = give.send(());
    }
    let work = &work;
    thread::scope(|scope| {
        // Dropped when this closure ends, before the scope waits for its threads: a break must wake the drawing thread.
        let (give, results) = (give, results);
        scope.spawn(move || {
            for job in items.enumerate() {
                if permits.recv().is_err() || to_work.send(job).is_err() {
                    return;
                }
            }
        });
        for _ in 0..threads.max(1) {
            let (jobs, to_sink) = (jobs.clone(), to_sink.clone());
            scope.spawn(move || {
                for (number, item) in jobs {
                    if to_sink.send((number, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop((jobs, to_sink));
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (number, result) in results {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&next) {
                next += 1;
                if let ControlFlow::Break(reason) = sink(result) {
                    return Some(reason);
                }
                let _ = give.send(());
            }
        }
        None
    })
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
            let end = ordered(0..200, threads, work, |n| {
                seen.push(n);
                ControlFlow::<()>::Continue(())
            });
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
        ordered(items, 2, work, |()| ControlFlow::<()>::Continue(()));
        assert!(most.load(Ordering::SeqCst) <= 2 * AHEAD + 1);
    }

    #[test]
    fn a_break_ends_the_drawing() {
        let mut handed = 0;
        let end = ordered(
            0..,
            2,
            |n: u64| n,
            |n| {
                handed += 1;
                if n == 10 { ControlFlow::Break("enough") } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!((end, handed), (Some("enough"), 11));
    }
}
