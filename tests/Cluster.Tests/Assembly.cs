// Each cluster is half a dozen processes, and some tests hold it to its promises: it has the machine for itself.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
