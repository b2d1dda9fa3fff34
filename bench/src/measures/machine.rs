//! The machine that a figure was measured on, without its name.

use std::{fs, thread};

use griot_kernel::{Clock, SystemClock};

/// Facts that stand beside every figure.
#[derive(Clone, Debug)]
pub struct Machine {
    /// Processor cores that this program may use.
    pub cores: usize,
    /// Memory in KiB.
    pub memory: u64,
    /// The model of the processor, where the kernel tells.
    pub processor: String,
    /// The load of the last minute when the run began.
    pub load: String,
}

impl Machine {
    /// This machine, now.
    pub fn now() -> Self {
        let line = |file: &str, name: &str| {
            let text = fs::read_to_string(file).unwrap_or_default();
            let found = text.lines().find_map(|line| line.strip_prefix(name)?.split_once(':'));
            found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        let memory = line("/proc/meminfo", "MemTotal");
        Self {
            cores: thread::available_parallelism().map_or(1, std::num::NonZero::get),
            memory: memory.split(' ').next().and_then(|kib| kib.parse().ok()).unwrap_or(0),
            processor: line("/proc/cpuinfo", "model name"),
            load: load(),
        }
    }
}

/// The load of the last minute.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_owned()
}

/// The day of a result.
pub fn today() -> String {
    SystemClock.now().day().to_string()
}
