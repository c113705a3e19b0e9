package load

import (
	"os"
	"syscall"
)

// blockSize is the unit of st_blocks (stat(2)).
const blockSize = 512

func allocated(info os.FileInfo) int64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return stat.Blocks * blockSize
	}
	return info.Size()
}
