package load

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// clockTicks is the unit of CPU time in /proc, ticks a second. It is 100 on every Linux of our architectures.
const clockTicks = 100

// tree lists a process and all that descend from it.
func tree(root int) []int {
	children := map[int][]int{}
	paths, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range paths {
		fields := stat(path)
		if fields == nil {
			continue
		}
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		parent, _ := strconv.Atoi(fields[1])
		children[parent] = append(children[parent], pid)
	}
	all := []int{root}
	for i := 0; i < len(all); i++ {
		all = append(all, children[all[i]]...)
	}
	return all
}

// stat gives the fields of a stat file after the process's name, the state first.
func stat(path string) []string {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	return strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
}

// cpuMillis is the CPU time of processes, with that of children of theirs that have ended.
func cpuMillis(pids []int) float64 {
	ticks := 0
	for _, pid := range pids {
		fields := stat(fmt.Sprintf("/proc/%d/stat", pid))
		if fields == nil {
			continue
		}
		for _, field := range fields[11:15] {
			n, _ := strconv.Atoi(field)
			ticks += n
		}
	}
	return float64(ticks) * 1000 / clockTicks
}

// memoryMiB is the memory of processes; what several share is counted once.
func memoryMiB(pids []int) float64 {
	kilobytes := 0
	for _, pid := range pids {
		file, err := os.Open(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
		if err != nil {
			continue
		}
		for lines := bufio.NewScanner(file); lines.Scan(); {
			if fields := strings.Fields(lines.Text()); len(fields) > 1 && fields[0] == "Pss:" {
				n, _ := strconv.Atoi(fields[1])
				kilobytes += n
			}
		}
		file.Close()
	}
	return float64(kilobytes) / 1024
}

// bytesOnDisk is the space that the files of a folder take, as allocated.
func bytesOnDisk(folder string) int64 {
	var total int64
	filepath.Walk(folder, func(_ string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			total += allocated(info)
		}
		return nil
	})
	return total
}
