console.log('zoom-qss');
